using LinlyTalker.Ears.VoiceActivity;

namespace LinlyTalker.Tests.Ears.Listening;

/// <summary>Speech where the script has <c>#</c>, window by window.</summary>
internal sealed class ScriptedDetector(string script) : ISpeechDetector
{
    private int next;

    public int WindowLength => 512;

    public float Detect(ReadOnlySpan<float> window) => script[next++] == '#' ? 0.95f : 0.05f;

    public void Dispose()
    {
    }
}
