using LinlyTalker.Core.Errors;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Voice.Routing;

/// <summary>Which voice of which engine says a sentence.</summary>
/// <param name="engines">Best first.</param>
public sealed class VoiceChoice(IReadOnlyList<ISpeechEngine> engines)
{
    /// <summary>All voices, in the order in which they are preferred.</summary>
    public IReadOnlyList<VoiceInfo> Voices { get; } = [.. engines.SelectMany(e => e.Voices)];

    /// <summary>
    /// The asked voice where it speaks the language; else the best of that language, of the asked voice's gender
    /// where there is one.
    /// </summary>
    /// <param name="asked">A name; empty for none.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <exception cref="InputException">No voice has that name, or none speaks the language.</exception>
    public (ISpeechEngine Engine, VoiceInfo Voice) Of(string asked, string language)
    {
        var named = asked.Length == 0 ? null : Named(asked);
        var voice = named is not null && Primary(named.Language) == Primary(language)
            ? named
            : BestOf(language, named?.Gender ?? VoiceGender.Unknown);
        if (voice is null)
        {
            throw new InputException(
                $"No voice on this machine speaks the language '{language}'; linly voices lists those that are here. "
                + "More come with: sudo apt-get install libflite1 libespeak-ng1 espeak-ng-data");
        }

        return (engines.First(e => e.Voices.Contains(voice)), voice);
    }

    /// <exception cref="InputException">There is no such voice.</exception>
    public VoiceInfo Named(string name) =>
        Voices.FirstOrDefault(v => v.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new InputException($"There is no voice named '{name}'; linly voices lists those that are here.");

    private VoiceInfo? BestOf(string language, VoiceGender gender)
    {
        var speaking = Voices.Where(v => Primary(v.Language) == Primary(language)).ToList();
        var exact = speaking.Where(v => v.Language.Equals(language, StringComparison.OrdinalIgnoreCase)).ToList();
        var best = exact.Count > 0 ? exact : speaking;
        return best.Find(v => gender != VoiceGender.Unknown && v.Gender == gender) ?? (best.Count > 0 ? best[0] : null);
    }

    private static string Primary(string language)
    {
        var tag = language.Split('-')[0].ToLowerInvariant();
        return tag is "cmn" ? "zh" : tag;
    }
}
