using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Recognition;

namespace LinlyTalker.Tests.Ears.Streaming;

/// <summary>
/// Hears the words that it was told are said, in sound whose every sample is its own position: those that lie wholly in
/// what it is given.
/// </summary>
internal sealed class ScriptedRecogniser : ISpeechRecogniser
{
    private readonly Lock gate = new();
    private readonly List<(string Text, SampleSpan Span)> said = [];

    public List<Call> Calls { get; } = [];

    /// <summary>Runs before an answer.</summary>
    public Func<Call, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Changes an answer's text.</summary>
    public Func<Call, string, string> Mishears { get; set; } = (_, text) => text;

    public int Disposed { get; private set; }

    /// <summary>A word is said in these windows of 512 samples.</summary>
    public void Says(string text, int from, int to) => said.Add((text, new SampleSpan(from * 512, to * 512)));

    public bool Hears(string language) => language is "en" or "zh";

    public async Task<Transcript> RecogniseAsync(
        ReadOnlyMemory<float> samples, RecognitionRequest request, CancellationToken cancellation = default)
    {
        var start = (long)samples.Span[0];
        var call = new Call(request.IsPartial, new SampleSpan(start, start + samples.Length));
        lock (gate)
        {
            Calls.Add(call);
        }

        await Before(call, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var words = said.Where(w => w.Span.Start >= call.Span.Start && w.Span.End <= call.Span.End)
            .Select(w => new Word(Mishears(call, w.Text), w.Span.Shift(-start), 0.5f)).ToList();
        return new Transcript { Text = string.Join(' ', words.Select(w => w.Text)), Language = "en", Words = words, Confidence = 0.5f };
    }

    public ValueTask DisposeAsync()
    {
        Disposed++;
        return ValueTask.CompletedTask;
    }

    public sealed record Call(bool IsPartial, SampleSpan Span);

    public sealed class Broken : LinlyException
    {
        public Broken()
            : base("it broke")
        {
        }
    }
}
