package next700.process;

/** What a process tells its caller: an answer, a delivery, a new view. */
public interface Notice {}
