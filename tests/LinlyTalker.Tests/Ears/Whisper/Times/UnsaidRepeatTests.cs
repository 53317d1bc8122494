using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Whisper.Times;

namespace LinlyTalker.Tests.Ears.Whisper.Times;

public class UnsaidRepeatTests
{
    private const long WordLength = 4000;

    [Fact]
    public void A_question_written_twice_while_it_was_said_once_is_counted()
    {
        Word[] words = [.. Said("How can I add it?", 0), .. AtOnce("how can I add it", 5 * WordLength)];
        Assert.Equal(5, UnsaidRepeat.Count(words));
    }

    [Fact]
    public void So_is_every_further_time()
    {
        Word[] words = [.. Said("Turn it off.", 0), .. AtOnce("Turn it off.", 3 * WordLength), .. AtOnce("Turn it off.", 3 * WordLength)];
        Assert.Equal(6, UnsaidRepeat.Count(words));
    }

    [Fact]
    public void Who_takes_the_time_to_say_it_twice_is_believed()
    {
        Word[] words = [.. Said("Turn it off.", 0), .. Said("Turn it off.", 3 * WordLength)];
        Assert.Equal(0, UnsaidRepeat.Count(words));
    }

    [Fact]
    public void Other_words_at_the_end_stay_even_if_their_times_fell_together()
    {
        Word[] words = [.. Said("Turn it off.", 0), .. AtOnce("And on again.", 3 * WordLength)];
        Assert.Equal(0, UnsaidRepeat.Count(words));
        Assert.Equal(0, UnsaidRepeat.Count([]));
        Assert.Equal(0, UnsaidRepeat.Count([.. Said("no", 0), .. AtOnce("no", WordLength)]));
    }

    private static IEnumerable<Word> Said(string text, long from) =>
        text.Split(' ').Select((word, i) => new Word(word, new SampleSpan(from + (i * WordLength), from + ((i + 1) * WordLength)), 1));

    private static IEnumerable<Word> AtOnce(string text, long at) => text.Split(' ').Select(word => new Word(word, new SampleSpan(at, at), 1));
}
