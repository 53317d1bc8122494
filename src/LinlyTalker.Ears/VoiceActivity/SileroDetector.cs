using LinlyTalker.Models.Inference;

namespace LinlyTalker.Ears.VoiceActivity;

/// <summary>
/// Silero voice activity, version 5, at 16 kHz: windows of 512 samples (32 ms), each seen with the 64 samples before
/// it; a recurrent state (2, 1, 128) goes from window to window.
/// </summary>
public sealed class SileroDetector : ISpeechDetector
{
    private const int Window = 512;
    private const int Context = 64;
    private const int SampleRate = 16000;

    private readonly Tensor input = Tensor.Zeros<float>(1, Context + Window);
    private readonly Tensor state = Tensor.Zeros<float>(2, 1, 128);
    private readonly Tensor nextState = Tensor.Zeros<float>(2, 1, 128);
    private readonly Tensor rate = Tensor.Of<long>([SampleRate]);
    private readonly Tensor output = Tensor.Zeros<float>(1, 1);
    private readonly BoundRun run;

    /// <param name="session">The net; shared by any number of detectors, and kept by who opened it.</param>
    public SileroDetector(InferenceSession session) => run = session.Bind(
        new Dictionary<string, Tensor> { ["input"] = input, ["state"] = state, ["sr"] = rate },
        new Dictionary<string, Tensor> { ["output"] = output, ["stateN"] = nextState });

    public int WindowLength => Window;

    public float Detect(ReadOnlySpan<float> window)
    {
        var samples = input.Span<float>();
        samples[^Context..].CopyTo(samples);
        window.CopyTo(samples[Context..]);
        run.Run();
        nextState.Span<float>().CopyTo(state.Span<float>());
        return output.Span<float>()[0];
    }

    public void Dispose()
    {
        run.Dispose();
        foreach (var tensor in (Tensor[])[input, state, nextState, rate, output])
        {
            tensor.Dispose();
        }
    }
}
