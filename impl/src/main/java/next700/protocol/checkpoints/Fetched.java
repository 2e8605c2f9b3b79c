package next700.protocol.checkpoints;

import next700.process.Bytes;
import next700.protocol.abstraction.InstanceId;

/**
 * {@code ⟨IMAGE, i, certificate, image⟩}: what a FETCH asks for. It needs no authentication: the certificate has the image's
 * digest.
 *
 * @param instance that the FETCH was about; the certificate is of an earlier one
 * @param image as {@link Image#bytes} writes it
 */
public record Fetched(InstanceId instance, Certificate certificate, Bytes image) implements CheckpointMessage {}
