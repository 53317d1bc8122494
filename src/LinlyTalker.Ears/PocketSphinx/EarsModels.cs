using LinlyTalker.Models.Folders;
using LinlyTalker.Native.PocketSphinx;

namespace LinlyTalker.Ears.PocketSphinx;

/// <summary>The files that <see cref="PocketSphinxEars"/> needs. Paths are absolute.</summary>
/// <param name="SpeechNet">Silero voice activity, ONNX, 16 kHz.</param>
public sealed record EarsModels(string SpeechNet, HearingModel Hearing)
{
    /// <param name="silero">The model <c>silero-vad</c>.</param>
    /// <param name="pocketSphinx">The model <c>pocketsphinx-en-us</c>.</param>
    /// <exception cref="Core.Errors.LinlyException">A file is missing or broken.</exception>
    public static EarsModels From(ModelFolder silero, ModelFolder pocketSphinx) => new(
        silero.OnlyFile(".onnx"),
        new HearingModel(
            Path.GetDirectoryName(pocketSphinx.PathOf("en-us/mdef"))!,
            pocketSphinx.PathOf("cmudict-en-us.dict"),
            pocketSphinx.PathOf("en-us.lm.bin")));
}
