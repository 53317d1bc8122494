using System.Collections.Frozen;

namespace LinlyTalker.Face.Motion;

/// <summary>
/// The one table from speech sounds to the face: IPA symbols of the inventory in Language, grouped by what they look
/// like. Consonants made inside the mouth leave the lips to their neighbours, so their dominance there is low.
/// </summary>
internal static class MouthShapes
{
    public static MouthShape Rest { get; } = new() { JawInsists = 0.8f, RoundInsists = 0.5f, LipsInsist = 0.8f };

    private static readonly (string Symbols, MouthShape Shape)[] Table =
    [
        // Vowels, open to close, front to back.
        ("a ɐ ɶ", new() { Jaw = 0.60f, Stretch = 0.10f, UpperUp = 0.25f, LowerDown = 0.22f }),
        ("ɑ ɒ", new() { Jaw = 0.58f, Funnel = 0.08f, UpperUp = 0.20f, LowerDown = 0.22f }),
        ("æ", new() { Jaw = 0.52f, Stretch = 0.28f, Smile = 0.08f, UpperUp = 0.30f, LowerDown = 0.30f }),
        ("ʌ", new() { Jaw = 0.42f, Stretch = 0.08f, UpperUp = 0.20f, LowerDown = 0.20f }),
        ("ɛ œ", new() { Jaw = 0.32f, Stretch = 0.36f, Smile = 0.10f, UpperUp = 0.30f, LowerDown = 0.36f }),
        ("e ɘ ø", new() { Jaw = 0.26f, Stretch = 0.46f, Smile = 0.14f, UpperUp = 0.30f, LowerDown = 0.40f }),
        ("ə", new() { Jaw = 0.20f, Stretch = 0.08f, UpperUp = 0.14f, LowerDown = 0.16f, RoundInsists = 0.5f, JawInsists = 0.8f }),
        ("ɤ ɯ", new() { Jaw = 0.24f, Stretch = 0.18f, UpperUp = 0.16f, LowerDown = 0.22f }),
        ("ɜ ɝ ɚ ɞ ɵ", new() { Jaw = 0.20f, Funnel = 0.30f, Pucker = 0.10f, UpperUp = 0.18f, LowerDown = 0.22f }),
        ("ɪ ɨ", new() { Jaw = 0.16f, Stretch = 0.42f, Smile = 0.10f, UpperUp = 0.28f, LowerDown = 0.36f }),
        ("i", new() { Jaw = 0.12f, Stretch = 0.58f, Smile = 0.18f, UpperUp = 0.32f, LowerDown = 0.44f }),
        ("ɿ", new() { Jaw = 0.06f, Stretch = 0.44f, Smile = 0.10f, UpperUp = 0.34f, LowerDown = 0.48f }),
        ("ʅ", new() { Jaw = 0.08f, Funnel = 0.20f, Stretch = 0.15f, UpperUp = 0.32f, LowerDown = 0.44f }),
        ("ɔ", new() { Jaw = 0.48f, Funnel = 0.42f, Pucker = 0.08f, UpperUp = 0.10f, LowerDown = 0.14f }),
        ("o", new() { Jaw = 0.32f, Funnel = 0.42f, Pucker = 0.30f }),
        ("ʊ ʉ", new() { Jaw = 0.18f, Funnel = 0.25f, Pucker = 0.42f }),
        ("u", new() { Jaw = 0.13f, Funnel = 0.10f, Pucker = 0.78f }),
        ("y ʏ", new() { Jaw = 0.11f, Funnel = 0.15f, Pucker = 0.68f }),

        // Lips together, lip on teeth.
        ("p pʰ b ɓ m", new() { Closure = Closure.Seal, JawInsists = 0.6f, RoundInsists = 0.3f, LipsInsist = 0.6f }),
        ("f v ɱ ʋ", new() { Closure = Closure.Bite, Jaw = 0.05f, UpperUp = 0.28f, RoundInsists = 0.35f }),
        ("ɸ β", new() { Jaw = 0.03f, Pucker = 0.25f, LipsInsist = 0.9f, RoundInsists = 0.6f }),

        // Rounded consonants.
        ("w ʍ ɥ", new() { Jaw = 0.09f, Pucker = 0.85f }),
        ("ʃ ʒ tʃ dʒ", new() { Jaw = 0.07f, Funnel = 0.50f, Pucker = 0.16f, UpperUp = 0.34f, LowerDown = 0.40f, JawInsists = 0.9f }),
        ("ʂ ʐ ʈʂ ʈʂʰ ɖʐ", new() { Jaw = 0.08f, Funnel = 0.32f, Pucker = 0.08f, UpperUp = 0.32f, LowerDown = 0.42f, JawInsists = 0.9f, RoundInsists = 0.7f }),
        ("ɹ ɻ r ʀ ʁ", new() { Jaw = 0.13f, Funnel = 0.34f, Pucker = 0.14f, UpperUp = 0.16f, LowerDown = 0.20f, JawInsists = 0.7f, RoundInsists = 0.8f }),

        // Tongue at the teeth or their ridge.
        ("θ ð", new() { Jaw = 0.14f, Stretch = 0.10f, UpperUp = 0.20f, LowerDown = 0.26f, TongueOut = 0.50f, RoundInsists = 0.3f }),
        ("s z ts tsʰ dz ɬ ɮ", new() { Jaw = 0.05f, Stretch = 0.40f, UpperUp = 0.34f, LowerDown = 0.48f, RoundInsists = 0.35f }),
        ("ɕ ʑ tɕ tɕʰ dʑ", new() { Jaw = 0.06f, Stretch = 0.38f, Funnel = 0.10f, UpperUp = 0.32f, LowerDown = 0.44f, RoundInsists = 0.4f }),
        ("t tʰ d ɗ ʈ ɖ ɾ ɽ", new() { Jaw = 0.12f, Stretch = 0.12f, UpperUp = 0.20f, LowerDown = 0.30f, TongueUp = 0.70f, JawInsists = 0.6f, RoundInsists = 0.2f, LipsInsist = 0.6f }),
        ("n ɳ", new() { Jaw = 0.12f, Stretch = 0.12f, UpperUp = 0.16f, LowerDown = 0.24f, TongueUp = 0.60f, JawInsists = 0.55f, RoundInsists = 0.2f, LipsInsist = 0.5f }),
        ("l ɭ ʟ", new() { Jaw = 0.18f, Stretch = 0.10f, UpperUp = 0.16f, LowerDown = 0.24f, TongueUp = 0.75f, JawInsists = 0.55f, RoundInsists = 0.2f, LipsInsist = 0.5f }),

        // Farther back, where it hardly shows.
        ("j ʝ ç ʎ ɲ c ɟ", new() { Jaw = 0.12f, Stretch = 0.45f, Smile = 0.10f, UpperUp = 0.26f, LowerDown = 0.36f, JawInsists = 0.7f, RoundInsists = 0.5f }),
        ("k kʰ ɡ ɠ ŋ x ɣ ɰ q ɢ ɴ χ", new() { Jaw = 0.18f, Stretch = 0.08f, UpperUp = 0.15f, LowerDown = 0.20f, JawInsists = 0.5f, RoundInsists = 0.15f, LipsInsist = 0.4f }),
        ("h ɦ ʔ ħ ʕ", new() { Jaw = 0.18f, UpperUp = 0.12f, LowerDown = 0.16f, JawInsists = 0.2f, RoundInsists = 0.05f, LipsInsist = 0.15f }),
    ];

    private static readonly FrozenDictionary<string, MouthShape> BySymbol = Table
        .SelectMany(row => row.Symbols.Split(' '), (row, symbol) => KeyValuePair.Create(symbol, row.Shape))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Null for a symbol that is not in the inventory; <see cref="Rest"/> for silence.</summary>
    public static MouthShape? Find(string ipa) => ipa.Length == 0 ? Rest : BySymbol.GetValueOrDefault(ipa);
}
