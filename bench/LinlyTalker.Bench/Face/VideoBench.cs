using System.Diagnostics;
using System.Globalization;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Screen;
using LinlyTalker.Face.Puppet;
using LinlyTalker.Media.Video;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Bench.Face;

/// <summary>
/// Sessions in video at once, 512 × 512, 25 pictures a second, talking without a pause (ten sentences by flite): how many
/// a machine serves without a late picture, what a picture costs to render, to code and to carry between the two, how late
/// it leaves, and what a session takes of memory. Options: --sessions 1,4,8 --seconds 20.
/// </summary>
internal static class VideoBench
{
    private const int SampleRate = 16000;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var options = arguments.Chunk(2).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1]);
        var counts = options.GetValueOrDefault("--sessions", "1,4,8,10,12,16").Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture));
        var seconds = double.Parse(options.GetValueOrDefault("--seconds", "20"), CultureInfo.InvariantCulture);
        var store = ModelStore.FromEnvironment();
        using var finder = BenchFace.Finder(store);
        var avatar = BenchFace.Avatar(store, "hopper", finder);
        avatar.For(512);
        var speech = new List<List<(SpeechChunk, FaceMotion)>>();
        foreach (var sentence in BenchFace.Sentences.Take(10))
        {
            speech.Add(await BenchFace.SayAsync(sentence));
        }

        await LatencyAsync(avatar, speech[0]);
        Console.WriteLine($"\n{Environment.ProcessorCount} cores. Times in ms of processor for each picture; ours is rendering and carrying, ffmpeg's is taking and coding.");
        Console.WriteLine("sessions  pictures  late  unread  ours user  system  ffmpeg user  system  cores used  leaves after p50  p95  max ms  Mbit/s  ours MB  ffmpeg MB each (own)");
        foreach (var count in counts)
        {
            await SessionsAsync(count, TimeSpan.FromSeconds(seconds), avatar, speech);
        }

        return 0;
    }

    /// <summary>From a frame's being given to its unit's coming out, one stream in real time.</summary>
    private static async Task LatencyAsync(PortraitAvatar avatar, List<(SpeechChunk Chunk, FaceMotion Motion)> said)
    {
        var given = new Dictionary<long, long>();
        async IAsyncEnumerable<FrameToEncode> Frames()
        {
            var begin = Stopwatch.GetTimestamp();
            var number = 0;
            var moments = said.Select(s => new FaceMoment(s.Chunk.Audio, s.Motion)).ToAsyncEnumerable();
            await foreach (var frame in new PuppetRenderer(avatar).RenderAsync(moments, new RenderOptions()))
            {
                var wait = (number++ * 40) - Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
                await Task.Delay(Math.Max(0, (int)wait));
                given[frame.Position] = Stopwatch.GetTimestamp();
                yield return new FrameToEncode(frame);
            }
        }

        var times = new List<double>();
        var first = 0.0;
        await foreach (var unit in new H264Encoder().EncodeAsync(Frames(), new VideoEncoderOptions { Width = 512, Height = 512 }))
        {
            var time = Stopwatch.GetElapsedTime(given[unit.Position]).TotalMilliseconds;
            first = times.Count == 0 ? time : first;
            times.Add(time);
        }

        times.RemoveAt(0);
        times.Sort();
        Console.WriteLine($"frame in → unit out: first (with the start of ffmpeg) {first:F0} ms, then p50 {At(times, 0.5):F1}, p95 {At(times, 0.95):F1}, max {times[^1]:F1} ms");
    }

    private static async Task SessionsAsync(
        int count, TimeSpan length, PortraitAvatar avatar, List<List<(SpeechChunk Chunk, FaceMotion Motion)>> speech)
    {
        GC.Collect();
        var memoryBefore = Environment.WorkingSet;
        using var end = new CancellationTokenSource();
        var encoder = new H264Encoder();
        var sessions = Enumerable.Range(0, count).Select(i => new Session(avatar, encoder, i)).ToArray();
        var running = sessions.Select((s, i) => Task.Run(() => s.RunAsync(speech, i, end.Token))).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(2)); // Encoders start, code is compiled.
        var before = (Ours: Environment.CpuUsage, Theirs: Children.Times(), Wall: Stopwatch.GetTimestamp());
        Array.ForEach(sessions, s => s.Begin());
        await Task.Delay(length);
        var pictures = sessions.Sum(s => s.Pictures);
        var late = sessions.Sum(s => s.Late);
        var unread = sessions.Sum(s => s.Unread);
        var lags = sessions.SelectMany(s => s.Lags()).Order().ToList();
        var wall = Stopwatch.GetElapsedTime(before.Wall).TotalSeconds;
        var ours = Environment.CpuUsage;
        var theirs = Children.Times();
        double Each(double secondsOfCpu) => 1000 * secondsOfCpu / Math.Max(1, pictures);
        var user = (ours.UserTime - before.Ours.UserTime).TotalSeconds;
        var system = (ours.PrivilegedTime - before.Ours.PrivilegedTime).TotalSeconds;
        double theirUser = theirs.User - before.Theirs.User, theirSystem = theirs.System - before.Theirs.System;
        var (shared, own) = Children.Memory();
        Console.WriteLine(
            $"{count,8}  {pictures,8}  {late,4}  {unread,6}  {Each(user),9:F2}  {Each(system),6:F2}  {Each(theirUser),11:F2}  {Each(theirSystem),6:F2}  "
            + $"{(user + system + theirUser + theirSystem) / wall,10:F2}  {At(lags, 0.5),16:F1}  {At(lags, 0.95),3:F1}  {lags[^1],6:F1}  "
            + $"{sessions.Sum(s => s.Bytes) * 8e-6 / wall / count,6:F2}  {(Environment.WorkingSet - memoryBefore) / 1e6,7:F0}  {shared / count,9:F0} ({own / count:F0})");
        await end.CancelAsync();
        await Task.WhenAll(running);
    }

    private static double At(List<double> sorted, double part) => sorted[(int)(part * (sorted.Count - 1))];

    private sealed class Session(PortraitAvatar avatar, IVideoEncoder encoder, int number)
    {
        private readonly FaceStage stage = new(
            new PuppetRenderer(avatar, number), encoder, new FaceStageOptions { SampleRate = SampleRate });

        private readonly List<(long Position, long Left)> units = [];
        private (long Late, long Unread) before;

        public int Pictures
        {
            get
            {
                lock (units)
                {
                    return units.Count;
                }
            }
        }

        public long Late => stage.Missed - before.Late;

        public long Unread => stage.Dropped - before.Unread;

        public long Bytes { get; private set; }

        public void Begin()
        {
            lock (units)
            {
                units.Clear();
                Bytes = 0;
                before = (stage.Missed, stage.Dropped);
            }
        }

        /// <summary>How much later than the earliest ones, by their own clock, pictures left.</summary>
        public IEnumerable<double> Lags()
        {
            lock (units)
            {
                var lags = units.Select(u => Stopwatch.GetElapsedTime(0, u.Left).TotalMilliseconds - (1000.0 * u.Position / SampleRate)).ToArray();
                return lags.Select(l => l - lags.Min()).ToArray();
            }
        }

        public async Task RunAsync(List<List<(SpeechChunk Chunk, FaceMotion Motion)>> speech, int first, CancellationToken cancellation)
        {
            var talking = TalkAsync(speech, first, cancellation);
            try
            {
                await foreach (var frame in stage.RunAsync(cancellation))
                {
                    lock (units)
                    {
                        units.Add((frame.Picture.Position, Stopwatch.GetTimestamp()));
                        Bytes += frame.Picture.Data.Length;
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // The time is over.
            }

            await talking;
        }

        private async Task TalkAsync(List<List<(SpeechChunk Chunk, FaceMotion Motion)>> speech, int first, CancellationToken cancellation)
        {
            try
            {
                for (var turn = 1; ; turn++)
                {
                    foreach (var (chunk, motion) in speech[(first + turn) % speech.Count])
                    {
                        await stage.WriteAsync(new Spoke(turn, chunk), cancellation);
                        await stage.WriteAsync(new Moved(turn, motion), cancellation);
                    }

                    await stage.WriteAsync(new ReplyEnded(turn), cancellation);
                }
            }
            catch (OperationCanceledException)
            {
                // The time is over.
            }
        }
    }

    /// <summary>The ffmpegs that this program has started.</summary>
    private static class Children
    {
        public static (double User, double System) Times()
        {
            double user = 0, system = 0;
            foreach (var (_, fields) in All())
            {
                user += double.Parse(fields[11], CultureInfo.InvariantCulture) / 100; // ticks of 10 ms
                system += double.Parse(fields[12], CultureInfo.InvariantCulture) / 100;
            }

            return (user, system);
        }

        /// <summary>In MB: with its share of what several hold in common, and what is its own.</summary>
        public static (double Shared, double Own) Memory()
        {
            double shared = 0, own = 0;
            foreach (var (process, _) in All())
            {
                foreach (var line in File.ReadAllLines($"/proc/{process}/smaps_rollup"))
                {
                    var kilobytes = line.EndsWith("kB", StringComparison.Ordinal) ? double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) : 0;
                    shared += line.StartsWith("Pss:", StringComparison.Ordinal) ? kilobytes / 1000 : 0;
                    own += line.StartsWith("Private_Dirty:", StringComparison.Ordinal) ? kilobytes / 1000 : 0;
                }
            }

            return (shared, own);
        }

        private static IEnumerable<(int Process, string[] Fields)> All()
        {
            var parent = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
            foreach (var process in Process.GetProcessesByName("ffmpeg").Select(p => p.Id))
            {
                string stat;
                try
                {
                    stat = File.ReadAllText($"/proc/{process}/stat");
                }
                catch (IOException)
                {
                    continue; // It has just ended.
                }

                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                if (fields[1] == parent)
                {
                    yield return (process, fields);
                }
            }
        }
    }
}
