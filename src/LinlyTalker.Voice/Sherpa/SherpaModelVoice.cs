using System.Runtime.InteropServices;
using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Signal;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Sherpa;
using LinlyTalker.Native.Sherpa;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Voice.Sherpa;

/// <summary>One model that speaks, in a process of its own that starts with its first sentence.</summary>
internal sealed class SherpaModelVoice : IAsyncDisposable
{
    private const double Loudness = -18;
    private const double MostGain = 18;

    private readonly SherpaWorker worker;
    private readonly VoiceClone? clone;
    private readonly Dictionary<int, double> gains = [];

    /// <exception cref="LinlyException">The model is missing or broken, or the clone's recording cannot be used.</exception>
    public SherpaModelVoice(ModelFolder folder, VoiceClone? clone, SherpaEngineOptions options)
    {
        clone?.Check();
        var model = SherpaFolder.Of(folder, SherpaTask.Speak) with { Threads = options.Threads, Steady = options.Steady };
        SherpaCheck.Check(model, folder.Name);
        (Folder, this.clone) = (folder, clone);
        Speakers = clone is null ? SherpaSpeakers.Read(model) : new SherpaSpeakers(1, [], clone.Language);
        Name = $"{model.Family}:{clone?.Name ?? folder.Name}";
        worker = new SherpaWorker(model, folder.Name, options.Worker);
    }

    public string Name { get; }

    public ModelFolder Folder { get; }

    public SherpaSpeakers Speakers { get; }

    /// <exception cref="LinlyException">The model is missing or bad.</exception>
    public int? ProcessId => worker.ProcessId;

    public Task PrepareAsync(CancellationToken cancellation) => worker.PrepareAsync(cancellation);

    /// <exception cref="LinlyException">The model is bad, or its process ended; the next call may succeed.</exception>
    public async Task<SaidSentence> SayAsync(string text, int speaker, float rate, CancellationToken cancellation)
    {
        var speech = new SherpaSpeech(worker.Model, text, speaker, rate)
        {
            ReferenceText = clone?.ReferenceText ?? "",
            ReferenceRate = clone?.Reference.SampleRate ?? 0,
        };
        var argument = JsonSerializer.SerializeToUtf8Bytes(speech, SherpaJson.Default.SherpaSpeech);
        var answer = await worker.AskAsync(SherpaMethods.Speak, argument, clone?.Reference.Samples ?? default, cancellation).ConfigureAwait(false);
        var sound = JsonSerializer.Deserialize(answer[0].Span, SherpaJson.Default.SherpaSound)!;
        var samples = Joined(answer);
        return samples.Length == 0
            ? throw new NativeException($"The voice {Name} made no sound of a sentence; it may lack the sounds of its language (lexicon or espeak-ng-data).")
            : new SaidSentence(Levelled(SilentEnds.Trim(samples, sound.SampleRate).ToArray(), sound.SampleRate, speaker), sound.SampleRate, [], []);
    }

    public ValueTask DisposeAsync() => worker.DisposeAsync();

    private static float[] Joined(IReadOnlyList<ReadOnlyMemory<byte>> answer)
    {
        var samples = new float[answer.Skip(1).Sum(piece => piece.Length) / sizeof(float)];
        var at = 0;
        foreach (var piece in answer.Skip(1))
        {
            MemoryMarshal.Cast<byte, float>(piece.Span).CopyTo(samples.AsSpan(at));
            at += piece.Length / sizeof(float);
        }

        return samples;
    }

    /// <summary>
    /// Models speak at levels of their own, and nobody has measured each: a speaker's first sentence of some length
    /// says the gain for all that follow, so that the level never changes between sentences.
    /// </summary>
    private float[] Levelled(float[] samples, int sampleRate, int speaker)
    {
        double gain;
        lock (gains)
        {
            if (!gains.TryGetValue(speaker, out gain))
            {
                var loudness = LoudnessMeter.Measure(samples, sampleRate);
                gain = double.IsFinite(loudness) ? Math.Clamp(Loudness - loudness, -MostGain, MostGain) : 0;
                if (samples.Length >= sampleRate)
                {
                    gains[speaker] = gain;
                }
            }
        }

        Decibels.Apply(samples, gain);
        return Limiter.Limit(samples, sampleRate);
    }
}
