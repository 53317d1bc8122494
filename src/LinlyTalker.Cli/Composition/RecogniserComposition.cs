using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Fallback;
using LinlyTalker.Core.Organs;
using LinlyTalker.Ears;
using LinlyTalker.Ears.PocketSphinx;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Sherpa;
using LinlyTalker.Ears.Turns;
using LinlyTalker.Ears.Whisper;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Composition;

/// <summary>The ears of a profile, with what lies on this machine.</summary>
internal static class RecogniserComposition
{
    /// <param name="language">BCP 47 tag of what is spoken.</param>
    /// <param name="byMeaning">Use a turn detector where there is one.</param>
    /// <param name="fellBack">Told when a recogniser failed and the next hears instead; null: it is printed.</param>
    /// <returns>The ears, which the caller disposes, and what they hear with.</returns>
    /// <exception cref="LinlyException">A model or a library is missing; the message says how to get it.</exception>
    public static (IEars Ears, string About) Compose(
        Settings settings, ModelStore store, string language, bool byMeaning, EarsOptions options, Action<FallenBack>? fellBack = null)
    {
        options = options with { Turns = settings.Turns.Over(options.Turns) };
        var selection = EngineSelection.Select(settings, store, language);
        if (selection.Recognisers.Count == 0)
        {
            PocketSphinxEars.Require(language);
            return (EarsComposition.Compose(store, options), "PocketSphinx, fixed pause");
        }

        List<RecogniserChoice> choices = [.. selection.Recognisers.Select(f => new RecogniserChoice(f.Name, () => Open(f)))];
        if (store.Has("pocketsphinx-en-us"))
        {
            choices.Add(new("PocketSphinx", () => EarsComposition.Recogniser(store)));
        }

        var recogniser = new FallbackRecogniser(choices, fellBack ?? (f => Terminal.Note(f.ToString())));
        if (!recogniser.Hears(language))
        {
            throw new InputException(
                $"{string.Join(" and ", choices.Select(c => c.Name))} cannot hear the language '{language}'; 'linly models list' shows recognisers of others. "
                + "Typed questions are answered.");
        }

        var detector = byMeaning ? selection.TurnDetector : null;
        var ears = new RecogniserEars(
            recogniser,
            store.Open("silero-vad").OnlyFile(".onnx"),
            detector is null ? null : new SmartTurnDetector(detector),
            options);
        return (ears, $"{choices[0].Name}, {detector?.Name ?? "fixed pause"}");
    }

    private static ISpeechRecogniser Open(ModelFolder folder) =>
        folder.Description.Family == "whisper" ? WhisperRecogniser.Open(folder) : SherpaRecogniser.Open(folder);
}
