package lib.op;

/** Whether the person wants to see secrets as they are ({@code --reveal}), for a command that has to fetch one for that. */
public interface Reveal {

    /** Known when the command is called, not before. */
    boolean asked();
}
