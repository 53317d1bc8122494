using LinlyTalker.Core.Flow;
using LinlyTalker.Face.Evaluation;

namespace LinlyTalker.Tests.Face.Evaluation;

public class LipScoreTests
{
    [Fact]
    public void Closures_and_open_vowels_are_counted_within_40_ms()
    {
        var track = new LipTrack(0.01f);
        for (var frame = 0; frame < 25; frame++)
        {
            // Shut from 0.38 to 0.46 s, wide open from 0.70 s on.
            track.Add(frame / 25.0, frame is 10 or 11 ? 0.012f : frame >= 18 ? 0.05f : 0.02f);
        }

        var score = new LipScore();
        score.Add(track, [Sound("p", 0.44, 0.52), Sound("b", 0.60, 0.66), Sound("ɑ", 0.72, 0.80, 1), Sound("ɔ", 0.10, 0.20, 1), Sound("æ", 0.72, 0.80)], 1000);

        Assert.Equal((2, 1), (score.Closures, score.Shut));
        Assert.Equal(1, score.ShutAtMiddle);
        Assert.Equal((2, 1), (score.Vowels, score.Open));
        Assert.Equal(2, score.Misses.Count);
    }

    [Fact]
    public void A_frame_becomes_the_picture_that_a_screen_shows()
    {
        using var frame = new VideoFrame(2, 2, 0, 1);
        frame.Y.Fill(81);
        frame.U.Fill(90);
        frame.V.Fill(240);
        Assert.Equal([254, 0, 0], FramePicture.Of(frame).At(1, 1).ToArray()); // BT.601's red
    }

    private static PhonemeSpan Sound(string ipa, double start, double end, int stress = 0) =>
        new(ipa, new((long)Math.Round(start * 1000), (long)Math.Round(end * 1000)), stress);
}
