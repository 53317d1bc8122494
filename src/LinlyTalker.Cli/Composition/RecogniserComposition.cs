using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Organs;
using LinlyTalker.Ears;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Sherpa;
using LinlyTalker.Ears.Turns;
using LinlyTalker.Ears.Whisper;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Composition;

/// <summary>Ears that follow who speaks, with what lies on this machine.</summary>
internal static class RecogniserComposition
{
    private const string OwnFamily = "pocketsphinx";

    /// <param name="model">Name of a recogniser; null: the best that hears the language.</param>
    /// <param name="byMeaning">Use a turn detector where there is one.</param>
    /// <returns>The ears, which the caller disposes, and what they hear with.</returns>
    /// <exception cref="LinlyException">A model or a library is missing; the message says how to get it.</exception>
    public static (IEars Ears, string About) Compose(
        ModelStore store, string? model, string language, bool byMeaning, EarsOptions options)
    {
        var recogniser = model is not null ? Named(store, model) : Best(store, language);
        if (recogniser is null)
        {
            PocketSphinxEars.Require(language);
            return (EarsComposition.Compose(store, options), "PocketSphinx, fixed pause");
        }

        var detector = byMeaning ? Detector(store) : null;
        var ears = new RecogniserEars(
            Open(recogniser), store.Open("silero-vad").OnlyFile(".onnx"), detector is null ? null : new SmartTurnDetector(detector), options);
        return (ears, $"{recogniser.Name}, {detector?.Name ?? "fixed pause"}");
    }

    private static ModelFolder? Named(ModelStore store, string name) =>
        store.Open(name) is var folder && IsRecogniser(folder) ? folder
        : folder.Description.Kind == "recogniser" ? null
        : throw new InputException($"The model {name} is a {folder.Description.Kind} and hears no words; see: linly models");

    private static ModelFolder? Best(ModelStore store, string language) =>
        Folders(store).Where(IsRecogniser).FirstOrDefault(f => f.Description.Languages is not { Count: > 0 } known
            || known.Any(l => l.Split('-')[0].Equals(language.Split('-')[0], StringComparison.OrdinalIgnoreCase)));

    private static ModelFolder? Detector(ModelStore store) =>
        Folders(store).FirstOrDefault(f => f.Description.Family == "smart-turn");

    private static IEnumerable<ModelFolder> Folders(ModelStore store) =>
        store.Names().Where(store.Has).Select(store.Open).OrderByDescending(f => f.Description.Family == "whisper");

    private static bool IsRecogniser(ModelFolder folder) =>
        folder.Description is { Kind: "recogniser", Family: not null and not OwnFamily };

    private static ISpeechRecogniser Open(ModelFolder folder) =>
        folder.Description.Family == "whisper" ? WhisperRecogniser.Open(folder) : SherpaRecogniser.Open(folder);
}
