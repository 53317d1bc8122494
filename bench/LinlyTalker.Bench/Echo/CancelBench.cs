using System.Diagnostics;
using LinlyTalker.Bench.Ears;
using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Echo;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Models.Store;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Flite;

namespace LinlyTalker.Bench.Echo;

/// <summary>
/// How much of the echo the canceller takes away while nobody else speaks, and how well somebody is understood who
/// speaks at the same time (Whisper tiny.en on known stretches). <c>echo-cancel [SECONDS]</c>
/// </summary>
internal static class CancelBench
{
    private const int SampleRate = 16000;

    private static readonly (string Name, EchoRoom Room)[] Rooms =
    [
        ("60 ms, linear", new EchoRoom(1)),
        ("60 ms, strong distortion", new EchoRoom(1, Distortion: 3)),
        ("180 ms, linear", new EchoRoom(2, Delay: 0.18)),
        ("450 ms, linear", new EchoRoom(3, Delay: 0.45)),
        ("800 ms, mild distortion", new EchoRoom(4, Delay: 0.8, Distortion: 1)),
        ("60 ms, reverberant (0.1 s)", new EchoRoom(5, Decay: 0.1)),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = args.Length > 0 && int.TryParse(args[0], out var given) ? given : 60;
        var store = ModelStore.FromEnvironment();
        var prompts = (await BenchModels.SentencesAsync(store.Open("recordings-en"), 120)).ToList();
        var far = await FarAsync(prompts.Skip(60).Select(p => p.Text), seconds);
        await using var whisper = BenchModels.Whisper(store);
        Console.WriteLine($"{seconds} s of flite; somebody else speaks in the second half");
        Console.WriteLine("| room | echo lowered by, dB: 2-5 s / after | words wrong: near alone / with echo / cleaned | delay found ms | CPU s/s |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (name, room) in Rooms)
        {
            await RunAsync(name, room, far, prompts.Take(60).ToList(), whisper);
        }

        return 0;
    }

    private static async Task RunAsync(
        string name, EchoRoom room, float[] far, List<(string Name, string Text, float[] Sound)> prompts, ISpeechRecogniser whisper)
    {
        var (echo, hiss) = (room.Echo(far), room.Hiss(far.Length));
        var near = new float[far.Length];
        var said = new List<(int Start, int Length, string Text)>();
        foreach (var (_, text, sound) in prompts)
        {
            var start = said.Count == 0 ? far.Length / 2 : said[^1].Start + said[^1].Length + (SampleRate / 4);
            if (start + sound.Length > far.Length)
            {
                break;
            }

            sound.CopyTo(near, start);
            said.Add((start, sound.Length, text));
        }

        var microphone = new float[far.Length];
        for (var i = 0; i < far.Length; i++)
        {
            microphone[i] = Math.Clamp(near[i] + echo[i] + hiss[i], -1, 1);
        }

        var watch = Stopwatch.StartNew();
        var cleaned = await CancelAsync(microphone, far);
        var cpu = watch.Elapsed.TotalSeconds / (far.Length / (double)SampleRate);
        var (early, late) = (Lowered(microphone, cleaned, 2, 5), Lowered(microphone, cleaned, 5, far.Length / 2 / SampleRate));
        WordErrors[] errors = [default, default, default];
        foreach (var (start, length, text) in said)
        {
            foreach (var (i, sound) in new[] { near, microphone, cleaned }.Index())
            {
                var heard = await whisper.RecogniseAsync(sound.AsMemory(start, length), new RecognitionRequest());
                errors[i] += WordErrors.Count(HeardText.Words(text), HeardText.Words(heard.Text));
            }
        }

        Console.WriteLine(
            $"| {name} | {early:F0} / {late:F0} | {errors[0].Rate:P0} / {errors[1].Rate:P0} / {errors[2].Rate:P0} ({errors[0].Words} words) | {lastDelay * 1000 / SampleRate} | {cpu:F3} |");
    }

    private static int lastDelay;

    private static async Task<float[]> CancelAsync(float[] microphone, float[] far)
    {
        var played = new PlayedSound();
        var canceller = new EchoCanceller(new EchoOptions { Found = d => lastDelay = d });
        lastDelay = 0;
        var cleaned = new List<float>();
        await foreach (var chunk in canceller.CancelAsync(MicrophoneAsync(), played))
        {
            cleaned.AddRange(chunk.Samples.Span);
        }

        return [.. cleaned];

        async IAsyncEnumerable<AudioChunk> MicrophoneAsync()
        {
            await Task.CompletedTask;
            for (var at = 0; at < microphone.Length; at += 512)
            {
                var count = Math.Min(512, microphone.Length - at);
                played.Play(1, new AudioChunk(far.AsMemory(at, count), SampleRate, at));
                yield return new AudioChunk(microphone.AsMemory(at, count), SampleRate, at);
            }
        }
    }

    private static double Lowered(float[] before, float[] after, int from, int to)
    {
        double b = 0, a = 0;
        for (var i = from * SampleRate; i < to * SampleRate; i++)
        {
            b += before[i] * (double)before[i];
            a += after[i] * (double)after[i];
        }

        return 10 * Math.Log10(b / (a + 1e-12));
    }

    private static async Task<float[]> FarAsync(IEnumerable<string> texts, int seconds)
    {
        ISpeechEngine engine = new FliteEngine();
        var voice = (await engine.FindAsync("rms"))!;
        var far = new List<float>();
        foreach (var text in texts)
        {
            var said = await engine.SayAsync(text, voice, 1);
            far.AddRange(said.Samples);
            far.AddRange(new float[SampleRate / 4]);
            if (far.Count >= seconds * SampleRate)
            {
                break;
            }
        }

        return [.. far.Take(seconds * SampleRate)];
    }
}
