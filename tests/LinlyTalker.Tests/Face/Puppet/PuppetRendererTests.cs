using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Face.Puppet;

namespace LinlyTalker.Tests.Face.Puppet;

public class PuppetRendererTests
{
    private const int Size = 128;

    [Fact(Timeout = 30000)]
    public async Task Moments_of_any_length_give_25_frames_a_second_on_the_audio_s_clock()
    {
        var moments = new List<FaceMoment>();
        for (long at = 0; at < 16000; at += 700)
        {
            moments.Add(new(new(new float[Math.Min(700, 16000 - at)], 16000, at), null));
        }

        var frames = await Render(moments, new() { Size = Size });
        Assert.Equal(Enumerable.Range(0, 25).Select(k => k * 640L), frames.Select(f => f.Position));
    }

    [Fact(Timeout = 30000)]
    public async Task The_same_moments_give_the_same_pictures()
    {
        var first = await Render(Speech(), new() { Size = Size });
        var second = await Render(Speech(), new() { Size = Size });
        Assert.Equal(first.Select(f => f.Hash), second.Select(f => f.Hash));
        Assert.True(first.Select(f => f.Hash).Distinct().Count() > 70);
    }

    [Fact(Timeout = 30000)]
    public async Task The_label_stands_in_the_lower_right_corner_and_can_be_left_out()
    {
        var with = (await Render(Speech(), new() { Size = Size }))[0].Y;
        var without = (await Render(Speech(), new() { Size = Size, Label = false }))[0].Y;
        var changed = Enumerable.Range(0, with.Length).Where(i => with[i] != without[i]).ToArray();
        Assert.True(changed.Length > 300);
        Assert.All(changed, i => Assert.True(i / Size > Size * 0.8 && i % Size > Size * 0.25));
    }

    [Fact(Timeout = 30000)]
    public async Task A_face_that_is_cut_off_comes_to_rest_without_a_jump()
    {
        var animated = Speech()[0];
        var cut = (long)(1.12 * 16000); // in the middle of a vowel
        FaceMoment[] moments =
        [
            new(new(animated.Audio.Samples[..(int)cut], 16000, 0), animated.Motion),
            new(new(new float[16000], 16000, cut), null),
        ];
        var frames = await Render(moments, new() { Size = Size });
        var steps = frames.Zip(frames.Skip(1), (a, b) => Difference(a.Y, b.Y)).ToArray();
        var speech = steps.Take(26).Max();
        Assert.True(steps.Skip(26).Max() <= speech, $"{steps.Skip(26).Max()} after the cut, {speech} in speech");
    }

    [Fact]
    public async Task Sizes_that_no_encoder_takes_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Render(Speech(), new() { Size = 127 }));
    }

    private static FaceMoment[] Speech()
    {
        var chunk = TestMotion.Chunk(TestMotion.Phonemes, 0, TestMotion.Length);
        return [new(chunk.Audio, new LinlyTalker.Face.Motion.PhonemeAnimator().Animate(chunk))];
    }

    private static double Difference(byte[] a, byte[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Average();

    private static async Task<List<(long Position, byte[] Y, string Hash)>> Render(
        IEnumerable<FaceMoment> moments, RenderOptions options)
    {
        var result = new List<(long, byte[], string)>();
        var renderer = new PuppetRenderer(TestFaces.Avatar("hopper"));
        await foreach (var frame in renderer.RenderAsync(moments.ToAsyncEnumerable(), options, TestContext.Current.CancellationToken))
        {
            using (frame)
            {
                var hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(frame.Pixels.Span));
                result.Add((frame.Position, frame.Y.ToArray(), hash));
            }
        }

        return result;
    }
}
