package lib.op;

/** A scheduled job, by its id; jobs have no names, so one that is its app's only one can be meant by the app's name. */
@Reference.About(value = "Id of the job, or the app whose only job it is.", completes = "cron")
public record CronReference(String text) implements Reference {

    /** As it was typed, so that it reads well in a sentence. */
    @Override
    public String toString() {
        return text;
    }
}
