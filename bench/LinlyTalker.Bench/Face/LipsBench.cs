using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Face.Evaluation;
using LinlyTalker.Face.Puppet;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Bench.Face;

/// <summary>
/// Do the lips show what is said? Landmarks on the rendered frames of twenty sentences by flite (25 frames a second,
/// 512 × 512): shut for p, b, m and open for stressed open vowels, within 40 ms. Options: a portrait's name, --misses.
/// </summary>
internal static class LipsBench
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var store = ModelStore.FromEnvironment();
        using var finder = BenchFace.Finder(store);
        foreach (var name in arguments.Where(a => !a.StartsWith('-')).DefaultIfEmpty("hopper"))
        {
            var renderer = new PuppetRenderer(BenchFace.Avatar(store, name, finder));
            var closed = await ClosedGapAsync(renderer, finder);
            var score = new LipScore();
            double frames = 0, largestStep = 0;
            foreach (var text in BenchFace.Sentences)
            {
                var said = await BenchFace.SayAsync(text);
                var track = new LipTrack(closed);
                byte[]? before = null;
                await foreach (var frame in renderer.RenderAsync(BenchFace.Moments(said), new RenderOptions()))
                {
                    using (frame)
                    {
                        track.Add((double)frame.Position / frame.SampleRate, LipTrack.GapOf(finder.Find(FramePicture.Of(frame))[0]));
                        largestStep = Math.Max(largestStep, before is null ? 0 : Step(before, frame.Y));
                        before = frame.Y.ToArray();
                        frames++;
                    }
                }

                var misses = score.Misses.Count;
                score.Add(track, said[^1].Chunk.Phonemes, said[0].Chunk.Audio.SampleRate);
                foreach (var miss in score.Misses.Skip(misses).Where(_ => arguments.Contains("--misses")))
                {
                    Console.WriteLine($"  {text}  {miss}");
                }
            }

            Console.WriteLine($"{name}: {frames} frames, closed gap {closed:F4} of the eye span");
            Console.WriteLine($"  p b m shut within ± 40 ms      {Share(score.Shut, score.Closures)}");
            Console.WriteLine($"  … of the sound's middle        {Share(score.ShutAtMiddle, score.Closures)}");
            Console.WriteLine($"  stressed ɑ æ ɔ open (≥ 3 ×)    {Share(score.Open, score.Vowels)}");
            Console.WriteLine($"  largest step between frames    {largestStep:F2} levels of luma, mean over the picture");
        }

        return 0;
    }

    /// <summary>What the nets see between the lips of the face at rest, over two seconds of idle life.</summary>
    private static async Task<float> ClosedGapAsync(PuppetRenderer renderer, LinlyTalker.Face.Landmarks.LandmarkFinder finder)
    {
        var idle = new FaceMoment(new AudioChunk(new float[32000], 16000, 0), null);
        var gaps = new List<float>();
        await foreach (var frame in renderer.RenderAsync(new[] { idle }.ToAsyncEnumerable(), new RenderOptions()))
        {
            using (frame)
            {
                gaps.Add(LipTrack.GapOf(finder.Find(FramePicture.Of(frame))[0]));
            }
        }

        return gaps.Order().ElementAt(gaps.Count / 2);
    }

    private static double Step(byte[] before, ReadOnlySpan<byte> after)
    {
        long sum = 0;
        for (var i = 0; i < before.Length; i++)
        {
            sum += Math.Abs(before[i] - after[i]);
        }

        return (double)sum / before.Length;
    }

    private static string Share(int part, int all) => $"{part} of {all} ({100.0 * part / Math.Max(1, all):F1} %)";
}
