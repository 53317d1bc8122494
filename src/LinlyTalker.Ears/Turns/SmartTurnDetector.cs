using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Inference;
using LinlyTalker.Native.Onnx;

namespace LinlyTalker.Ears.Turns;

/// <summary>
/// Smart Turn 3 (Daily, 2025): Whisper tiny's encoder with a pooled linear head on the last 8 s of a turn. About 55 ms of
/// one core an answer, however long the turn.
/// </summary>
/// <remarks>
/// More than 0.3 s of silence at the end and it says "complete" whatever was said; of sound without speech it knows
/// nothing (digital silence scores 0.99).
/// </remarks>
public sealed class SmartTurnDetector : ITurnDetector, IDisposable
{
    private const string Input = "input_features";
    private const string Output = "logits"; // A probability already, in spite of its name.

    private readonly InferenceSession session;

    /// <param name="model">Of the family <c>smart-turn</c>.</param>
    /// <exception cref="LinlyException">The file is missing, broken, or another kind of network.</exception>
    public SmartTurnDetector(ModelFolder model)
        : this((model ?? throw new ArgumentNullException(nameof(model))).HasRole("model") ? model.RolePath("model") : model.OnlyFile(".onnx"))
    {
    }

    private SmartTurnDetector(string file)
    {
        session = InferenceSession.Open(file);
        if (session.Inputs is not [{ Name: Input, Type: OrtElementType.Float32, Shape: [_, SmartTurnInput.Mels, SmartTurnInput.Frames] }]
            || session.Outputs is not [{ Name: Output, Type: OrtElementType.Float32 }])
        {
            var about = string.Join(", ", session.Inputs);
            session.Dispose();
            throw new ModelFormatException(
                $"{file} is no Smart Turn network: it takes {about} instead of {Input} (batch, {SmartTurnInput.Mels}, {SmartTurnInput.Frames}).");
        }
    }

    public bool Judges(string language) => language.Split('-', '_')[0].Equals("en", StringComparison.OrdinalIgnoreCase);

    public Task<float> CompletionAsync(ReadOnlyMemory<float> turn16k, CancellationToken cancellation = default) =>
        Task.Run(() => Completion(turn16k.Span, cancellation), cancellation);

    public void Dispose() => session.Dispose();

    private float Completion(ReadOnlySpan<float> turn, CancellationToken cancellation)
    {
        using var features = Tensor.Of<float>(SmartTurnInput.Of(turn), 1, SmartTurnInput.Mels, SmartTurnInput.Frames);
        using var result = session.Run(new Dictionary<string, Tensor> { [Input] = features }, [Output], cancellation);
        return Math.Clamp(result[Output].Span<float>()[0], 0, 1);
    }
}
