using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Fallback;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Voice.Routing;

/// <summary>Which voice of which engine says a sentence.</summary>
/// <param name="engines">Best first; a later one is asked only when those before have no voice that fits.</param>
public sealed class VoiceChoice(IReadOnlyList<ISpeechEngine> engines, TimeProvider? time = null)
{
    private readonly Resting<ISpeechEngine> resting = new(time);

    /// <summary>The engine failed: for a while it is asked only when no other fits.</summary>
    public void Rest(ISpeechEngine engine) => resting.Fail(engine);

    public bool IsResting(ISpeechEngine engine) => resting.Has(engine);

    /// <summary>All voices, in the order in which they are preferred.</summary>
    public async Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellation = default)
    {
        var voices = new List<VoiceInfo>();
        foreach (var engine in engines)
        {
            voices.AddRange(await engine.VoicesAsync(cancellation).ConfigureAwait(false));
        }

        return voices;
    }

    /// <exception cref="InputException">There is no voice of that name, and it is neither empty nor <c>female</c> or <c>male</c>.</exception>
    public async Task CheckAsync(string asked, CancellationToken cancellation = default)
    {
        if (asked.Length > 0 && GenderOf(asked) == VoiceGender.Unknown)
        {
            await NamedAsync(asked, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The asked voice where it speaks the language; else the best of that language, of the asked voice's gender
    /// where the best engine has one.
    /// </summary>
    /// <param name="asked">A name, or <c>female</c> or <c>male</c>; empty for none.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <exception cref="InputException">No voice has that name, or none speaks the language.</exception>
    public async Task<(ISpeechEngine Engine, VoiceInfo Voice)> OfAsync(
        string asked, string language, CancellationToken cancellation = default)
    {
        var gender = GenderOf(asked);
        (ISpeechEngine Engine, VoiceInfo Voice)? named = asked.Length == 0 || gender != VoiceGender.Unknown
            ? null
            : await NamedAsync(asked, cancellation).ConfigureAwait(false);
        if (named is { } found && Primary(found.Voice.Language) == Primary(language) && !IsResting(found.Engine))
        {
            return found;
        }

        foreach (var engine in engines.OrderBy(IsResting))
        {
            var voices = await engine.VoicesAsync(cancellation).ConfigureAwait(false);
            if (BestOf(voices, language, named?.Voice.Gender ?? gender) is { } voice)
            {
                return (engine, voice);
            }
        }

        throw new InputException(
            $"No voice on this machine speaks the language '{language}'; linly voices lists those that are here. "
            + "More come with: sudo apt-get install libflite1 libespeak-ng1 espeak-ng-data");
    }

    private async Task<(ISpeechEngine Engine, VoiceInfo Voice)> NamedAsync(string name, CancellationToken cancellation)
    {
        foreach (var engine in engines)
        {
            if (await engine.FindAsync(name, cancellation).ConfigureAwait(false) is { } voice)
            {
                return (engine, voice);
            }
        }

        throw new InputException($"There is no voice named '{name}'; linly voices lists those that are here.");
    }

    private static VoiceInfo? BestOf(IReadOnlyList<VoiceInfo> voices, string language, VoiceGender gender)
    {
        var speaking = voices.Where(v => Primary(v.Language) == Primary(language)).ToList();
        var exact = speaking.FindAll(v => v.Language.Equals(language, StringComparison.OrdinalIgnoreCase));
        var best = exact.Count > 0 ? exact : speaking;
        return best.Find(v => gender != VoiceGender.Unknown && v.Gender == gender) ?? (best.Count > 0 ? best[0] : null);
    }

    private static VoiceGender GenderOf(string asked) => asked.ToLowerInvariant() switch
    {
        "female" => VoiceGender.Female,
        "male" => VoiceGender.Male,
        _ => VoiceGender.Unknown,
    };

    private static string Primary(string language)
    {
        var tag = language.Split('-')[0].ToLowerInvariant();
        return tag is "cmn" ? "zh" : tag;
    }
}
