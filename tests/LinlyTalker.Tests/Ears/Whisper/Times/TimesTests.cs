using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Whisper.Times;

namespace LinlyTalker.Tests.Ears.Whisper.Times;

public class TimesTests
{
    [Fact]
    public void The_cheapest_path_is_found()
    {
        // Worked out by hand: rows enter at the columns of their zeros.
        float[] cost = [0, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 0];
        Assert.Equal([0, 2, 3], TimeWarp.Entries(cost, 3, 5));
    }

    [Fact]
    public void Tokens_begin_where_their_attention_begins()
    {
        const int Rows = 5, Heads = 2, Positions = 100, Used = 60;
        var attention = new float[Rows * Heads * Positions];
        for (var row = 0; row < Rows; row++)
        {
            for (var head = 0; head < Heads; head++)
            {
                // Each looks at its own twelve positions, and all of them at the padding.
                var at = ((row * Heads) + head) * Positions;
                attention.AsSpan(at, Positions).Fill(0.001f);
                attention.AsSpan(at + (row * 12), 12).Fill(0.05f);
                attention[at + 80] = 0.5f;
            }
        }

        var entries = AttentionTimes.Find(attention, Rows, Heads, Positions, Used);
        Assert.All(entries.Select((entry, row) => entry - (row * 12)), off => Assert.InRange(off, -1, 1));
    }

    [Fact]
    public void A_word_is_cut_to_what_is_loud()
    {
        var sound = new Envelope(Burst(16000, (4000, 8000)));
        Assert.Equal(new SampleSpan(4000, 8000), SpanEdges.Trim(new SampleSpan(0, 16000), sound));
        Assert.Equal(new SampleSpan(5000, 6000), SpanEdges.Trim(new SampleSpan(5000, 6000), sound));
        Assert.Equal(new SampleSpan(9000, 12000), SpanEdges.Trim(new SampleSpan(9000, 12000), sound));
    }

    [Fact]
    public void Words_between_two_times_lie_in_the_loud_parts_and_meet_in_the_quiet_ones()
    {
        var sound = new Envelope(Burst(32000, (3200, 9600), (11200, 17600), (19200, 25600)));
        var spans = EnergyTimes.Place([4, 4, 4], new SampleSpan(0, 32000), sound);
        Assert.Equal(3200, spans[0].Start);
        Assert.InRange(spans[1].Start, 9600, 11200);
        Assert.InRange(spans[2].Start, 17600, 19200);
        Assert.Equal(25600, spans[2].End);
    }

    [Fact]
    public void Without_sound_words_have_their_order_at_least()
    {
        var spans = EnergyTimes.Place([3, 5], new SampleSpan(100, 100), new Envelope(new float[100]));
        Assert.All(spans, span => Assert.True(span.End >= span.Start));
        Assert.Empty(EnergyTimes.Place([], new SampleSpan(0, 16000), new Envelope(new float[16000])));
    }

    private static float[] Burst(int length, params (int Start, int End)[] loud)
    {
        var samples = new float[length];
        foreach (var (start, end) in loud)
        {
            for (var i = start; i < end; i++)
            {
                samples[i] = 0.3f * MathF.Sin(i * 0.3f);
            }
        }

        return samples;
    }
}
