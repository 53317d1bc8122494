using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Turns;

namespace LinlyTalker.Tests.Ears.Streaming;

/// <summary>Says one probability after another, the last for ever, and keeps where the sound lay that it was given.</summary>
internal sealed class ScriptedTurnDetector(params float[] says) : ITurnDetector
{
    public List<SampleSpan> Asked { get; } = [];

    public LinlyException? Fails { get; set; }

    public bool Judges(string language) => language == "en";

    public Task<float> CompletionAsync(ReadOnlyMemory<float> turn16k, CancellationToken cancellation = default)
    {
        Asked.Add(new SampleSpan((long)turn16k.Span[0], (long)turn16k.Span[^1] + 1));
        return Fails is null ? Task.FromResult(says[Math.Min(Asked.Count, says.Length) - 1]) : Task.FromException<float>(Fails);
    }
}
