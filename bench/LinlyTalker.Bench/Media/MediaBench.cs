using System.Diagnostics;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal.Wav;
using LinlyTalker.Media.Images;
using LinlyTalker.Media.Sound;
using LinlyTalker.Media.Video;

namespace LinlyTalker.Bench.Media;

/// <summary>Decoding and encoding of files made here (seed 1): pictures by libvips, sound and video by ffmpeg.</summary>
internal static class MediaBench
{
    private const int Rate = 16000;
    private const int Side = 512;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("linly-bench").FullName;
        try
        {
            Pictures();
            await SoundAsync(folder);
            foreach (var preset in (H264Preset[])[H264Preset.UltraFast, H264Preset.VeryFast, H264Preset.Medium])
            {
                await VideoAsync(folder, preset);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static void Pictures()
    {
        foreach (var (width, height) in ((int, int)[])[(Side, Side), (4000, 3000)])
        {
            var picture = Scene(width, height);
            var (png, jpeg) = (PictureWriter.Png(picture), PictureWriter.Jpeg(picture));
            Report($"PNG {width} x {height}, decode", Median(() => PictureReader.Decode(png, "x.png")));
            Report($"JPEG {width} x {height}, decode", Median(() => PictureReader.Decode(jpeg, "x.jpg")));
            Report($"JPEG {width} x {height}, decode to 1024", Median(() => PictureReader.Decode(jpeg, "x.jpg", 1024)));
            Report($"JPEG {width} x {height}, encode", Median(() => PictureWriter.Jpeg(picture)));
        }
    }

    private static async Task SoundAsync(string folder)
    {
        const int Seconds = 600;
        var samples = new float[Seconds * Rate];
        var random = new Random(1);
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (random.NextSingle() - 0.5f) / 4;
        }

        var path = Path.Combine(folder, "x.wav");
        WavFile.Write(path, samples, Rate);
        foreach (var rate in (int[])[Rate, 22050])
        {
            var start = Stopwatch.GetTimestamp();
            await foreach (var chunk in AudioFile.DecodeAsync(path, rate))
            {
            }

            var elapsed = Stopwatch.GetElapsedTime(start);
            Report($"WAV of 10 min, decode to {rate}", elapsed.TotalMilliseconds, $"{Seconds / elapsed.TotalSeconds:F0} x real time");
        }
    }

    private static async Task VideoAsync(string folder, H264Preset preset)
    {
        const int Seconds = 10;
        var path = Path.Combine(folder, "x.mp4");
        var scene = Scene(Side, Side);
        var start = Stopwatch.GetTimestamp();
        await using (var writer = new Mp4Writer(path, new() { Width = Side, Height = Side, SampleRate = Rate, Preset = preset }))
        {
            for (var i = 0; i < Seconds * 25; i++)
            {
                await writer.WriteAsync(new AudioChunk(new float[Rate / 25], Rate, i * Rate / 25));
                using var frame = new VideoFrame(Side, Side, i * Rate / 25, Rate);
                Draw(scene, frame, i);
                await writer.WriteAsync(frame);
            }

            await writer.CompleteAsync();
        }

        var encoded = Stopwatch.GetElapsedTime(start);
        Report($"MP4 of 10 s, {Side}, x264 {preset}, encode", encoded.TotalMilliseconds, $"{Seconds * 25 / encoded.TotalSeconds:F0} frames/s, {new FileInfo(path).Length >> 10} kB");
        start = Stopwatch.GetTimestamp();
        var frames = 0;
        await foreach (var frame in VideoFile.DecodeFramesAsync(path))
        {
            frames++;
        }

        var decoded = Stopwatch.GetElapsedTime(start);
        Report($"MP4 of 10 s, {Side}, x264 {preset}, decode", decoded.TotalMilliseconds, $"{frames / decoded.TotalSeconds:F0} frames/s");
    }

    private static double Median(Action work)
    {
        work();
        var times = new double[5];
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[2];
    }

    private static void Report(string what, double milliseconds, string rate = "") =>
        Console.WriteLine($"{what,-45} {milliseconds,9:F1} ms  {rate}");

    /// <summary>Smooth waves with a little grain, about as hard to pack as a photo.</summary>
    private static Picture Scene(int width, int height)
    {
        var random = new Random(1);
        var picture = new Picture(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var wave = 110 + (70 * Math.Sin(x / 37.0) * Math.Cos(y / 53.0)) + random.Next(8);
                picture.At(x, y).Fill((byte)wave);
            }
        }

        return picture;
    }

    /// <summary>The scene as luma, its middle moving like a head.</summary>
    private static void Draw(Picture scene, VideoFrame frame, int number)
    {
        var shift = (int)(8 * Math.Sin(number / 6.0));
        for (var y = 0; y < frame.Height; y++)
        {
            for (var x = 0; x < frame.Width; x++)
            {
                frame.Y[(y * frame.Width) + x] = scene.At((x + shift + frame.Width) % frame.Width, y)[0];
            }
        }

        frame.U.Fill(120);
        frame.V.Fill(140);
    }
}
