using System.Diagnostics;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Face.Mesh;
using LinlyTalker.Face.Motion;
using LinlyTalker.Face.Puppet;
using LinlyTalker.Face.Rendering;
using LinlyTalker.Media.Video;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Bench.Face;

/// <summary>
/// How fast the puppet is drawn at 512 × 512: per core (processor time of this program, so that a busy machine does not
/// count) and with x264 beside it, over one sentence by flite.
/// </summary>
internal static class PuppetBench
{
    private const int Size = 512;
    private const int Frames = 400;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var store = ModelStore.FromEnvironment();
        using var finder = BenchFace.Finder(store);
        var clock = Stopwatch.StartNew();
        var avatar = BenchFace.Avatar(store, arguments.FirstOrDefault() ?? "hopper", finder);
        Console.WriteLine($"photo and landmarks            {clock.ElapsedMilliseconds,8} ms");
        clock.Restart();
        var portrait = avatar.For(Size);
        Console.WriteLine($"portrait prepared              {clock.ElapsedMilliseconds,8} ms");
        var said = await BenchFace.SayAsync(BenchFace.Sentences[0]);
        Draw("with AVX2", portrait, said, simd: true);
        Draw("scalar", portrait, said, simd: false);
        Parts(portrait, said);
        await EncodeAsync(avatar, said);
        return 0;
    }

    private static void Draw(string name, Portrait portrait, List<(SpeechChunk Chunk, FaceMotion Motion)> said, bool simd)
    {
        var painter = new PuppetPainter(portrait, simd);
        var idle = new IdleMotion();
        var faceClock = new FaceClock(idle, 25);
        var label = new SyntheticLabel(Size, Size);
        var weights = new float[FaceMotion.ChannelCount];
        byte[] y = new byte[Size * Size], u = new byte[Size * Size / 4], v = new byte[Size * Size / 4];
        var moments = said.Select(s => new FaceMoment(s.Chunk.Audio, s.Motion)).ToArray();
        double best = double.MaxValue, longest = 0;
        for (var round = 0; round < 5; round++)
        {
            var before = Environment.CpuUsage.UserTime;
            for (var k = 0; k < Frames; k++)
            {
                var seconds = k % 80 / 25.0;
                var moment = Array.FindLast(moments, m => m.Audio.Span.StartTime(m.Audio.SampleRate).TotalSeconds <= seconds)!;
                var started = Stopwatch.GetTimestamp();
                faceClock.Read(moment, seconds, weights);
                painter.Paint(weights, idle.Sway(seconds));
                label.Draw(painter.Frame);
                I420Converter.Convert(painter.Frame, y, u, v, simd);
                longest = round == 4 ? Math.Max(longest, Stopwatch.GetElapsedTime(started).TotalMilliseconds) : 0;
            }

            best = Math.Min(best, (Environment.CpuUsage.UserTime - before).TotalSeconds / Frames);
        }

        Console.WriteLine($"render only, {name,-17} {1 / best,8:F0} frames a second and core ({1000 * best:F2} ms; longest {longest:F1} ms of wall time)");
    }

    /// <summary>What each step of a picture takes, each run by itself over the sentence.</summary>
    private static void Parts(Portrait portrait, List<(SpeechChunk Chunk, FaceMotion Motion)> said)
    {
        var idle = new IdleMotion();
        var faceClock = new FaceClock(idle, 25);
        var moments = said.Select(s => new FaceMoment(s.Chunk.Audio, s.Motion)).ToArray();
        var weights = Enumerable.Range(0, 80).Select(k =>
        {
            var frame = new float[FaceMotion.ChannelCount];
            faceClock.Read(Array.FindLast(moments, m => m.Audio.Span.StartTime(m.Audio.SampleRate).TotalSeconds <= k / 25.0)!, k / 25.0, frame);
            return frame;
        }).ToArray();
        var expressions = Array.ConvertAll(weights, w => new Expression(w));
        var poses = Array.ConvertAll(expressions, e => new HeadPose(portrait.Mesh, e, default));
        var deformation = new Deformation(portrait.Mesh);
        var texture = new Raster(portrait.Texture.Width, portrait.Texture.Height);
        var frame = new Raster(Size, Size);
        var mouth = new MouthSpace(portrait.Mesh);
        portrait.Texture.Pixels.CopyTo(texture.Pixels, 0);
        byte[] y = new byte[Size * Size], u = new byte[Size * Size / 4], v = new byte[Size * Size / 4];
        Part("displacing the vertices", k => deformation.Apply(expressions[k], poses[k]));
        Part("both eyes", k =>
        {
            portrait.RightEye.Paint(expressions[k].Lids.Right, new(0.02f, 0), texture);
            portrait.LeftEye.Paint(expressions[k].Lids.Left, new(0.02f, 0), texture);
        });
        Part("the still picture", k => portrait.Still.Pixels.CopyTo(frame.Pixels, 0));
        Part("the mesh", k => TriangleRasteriser.Draw(texture, frame, deformation.Positions, portrait.Coordinates, PuppetMesh.Triangles));
        Part("the mouth's place", k => mouth.Place(deformation.Positions, poses[k]));
        Part("the mouth's inside", k =>
        {
            deformation.Apply(expressions[k], poses[k]);
            mouth.Place(deformation.Positions, poses[k]);
            portrait.Interior.Draw(mouth, expressions[k], frame);
        });
        Part("the label", k => label.Draw(frame));
        Part("to I420", k => I420Converter.Convert(frame, y, u, v));
    }

    private static readonly SyntheticLabel label = new(Size, Size);

    private static void Part(string name, Action<int> step)
    {
        var best = double.MaxValue;
        for (var round = 0; round < 6; round++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var k = 0; k < 80; k++)
            {
                step(k);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMilliseconds / 80);
        }

        Console.WriteLine($"  {name,-28} {best,8:F3} ms");
    }

    private static async Task EncodeAsync(PortraitAvatar avatar, List<(SpeechChunk Chunk, FaceMotion Motion)> said)
    {
        var folder = Directory.CreateTempSubdirectory("linly-bench").FullName;
        try
        {
            var rate = said[0].Chunk.Audio.SampleRate;
            var clock = Stopwatch.StartNew();
            var count = 0;
            await using (var writer = new Mp4Writer(
                Path.Combine(folder, "puppet.mp4"), new Mp4Options { Width = Size, Height = Size, SampleRate = rate }))
            {
                // The sentence several times over, so that starting the encoder weighs little.
                var moments = new List<FaceMoment>();
                long at = 0;
                for (var repeat = 0; repeat < 5; repeat++)
                {
                    foreach (var (chunk, motion) in said)
                    {
                        var audio = chunk.Audio with { Position = at };
                        var shift = at - chunk.Audio.Position;
                        moments.Add(new(audio, Shift(motion, shift * FaceMotion.FramesPerSecond / rate)));
                        at += audio.Samples.Length;
                    }
                }

                foreach (var moment in moments)
                {
                    await writer.WriteAsync(moment.Audio);
                }

                await foreach (var frame in new PuppetRenderer(avatar).RenderAsync(moments.ToAsyncEnumerable(), new RenderOptions()))
                {
                    using (frame)
                    {
                        await writer.WriteAsync(frame);
                        count++;
                    }
                }

                await writer.CompleteAsync();
            }

            Console.WriteLine($"with x264 veryfast and AAC     {count / clock.Elapsed.TotalSeconds,8:F0} frames a second of wall time ({count} frames, {Environment.ProcessorCount} cores)");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static FaceMotion Shift(FaceMotion motion, long frames)
    {
        var moved = new FaceMotion(motion.FirstFrame + frames, motion.FrameCount);
        for (var i = 0; i < motion.FrameCount; i++)
        {
            motion.Frame(i).CopyTo(moved.Frame(i));
        }

        return moved;
    }
}
