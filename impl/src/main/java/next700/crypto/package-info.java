/**
 * Real keys: per-pair AES-CMAC and Ed25519 signatures behind {@link next700.protocol.authentication.Authentication},
 * and the files that hold them.
 */
package next700.crypto;
