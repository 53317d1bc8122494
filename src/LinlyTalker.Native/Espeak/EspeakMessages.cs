using System.Text.Json.Serialization;

namespace LinlyTalker.Native.Espeak;

/// <summary>One of the library's voices.</summary>
/// <param name="Identifier">What it is chosen by, such as <c>roa/fr</c>.</param>
/// <param name="Name">In English: "French (France)".</param>
/// <param name="Language">Its first tag, lower case: <c>fr-fr</c>.</param>
/// <param name="Gender">1 male, 2 female, 0 unknown.</param>
/// <param name="Priority">How well it stands for its language at large; low is better.</param>
public sealed record EspeakVoice(string Identifier, string Name, string Language, int Gender, int Priority);

/// <summary>Asks for speech: the argument of <c>say</c>.</summary>
/// <param name="Identifier">A voice.</param>
/// <param name="WordsPerMinute">80 to 450.</param>
public sealed record EspeakRequest(string Identifier, string Text, int WordsPerMinute);

/// <param name="Name">In IPA, as the library writes it; empty for a pause or a border.</param>
/// <param name="Sample">Where it begins.</param>
public readonly record struct EspeakPhoneme(string Name, int Sample);

/// <param name="Position">Code points from the beginning of the text, the first being 0.</param>
/// <param name="Length">In code points.</param>
/// <param name="Sample">Where it begins.</param>
public readonly record struct EspeakWord(int Position, int Length, int Sample);

/// <summary>The first piece of the result of <c>say</c>; the sound follows as 16-bit samples.</summary>
public sealed record EspeakTimes(
    int SampleRate, int SampleCount, IReadOnlyList<EspeakPhoneme> Phonemes, IReadOnlyList<EspeakWord> Words);

/// <summary>Asks for the sounds of texts: the argument of <c>phonemize</c>.</summary>
/// <param name="Voice">Its identifier or language, such as <c>en-us</c>.</param>
public sealed record EspeakTexts(string Voice, IReadOnlyList<string> Texts);

/// <summary>What the library reads in one breath.</summary>
/// <param name="Phonemes">IPA with <c>_</c> between phonemes and a space between words.</param>
/// <param name="End">
/// Where the library stood in the text behind it, in UTF-16 code units; one character too far, its look-ahead, unless
/// the text ends there.
/// </param>
public readonly record struct EspeakClause(string Phonemes, int End);

[JsonSerializable(typeof(EspeakTexts))]
[JsonSerializable(typeof(IReadOnlyList<IReadOnlyList<EspeakClause>>))]
[JsonSerializable(typeof(IReadOnlyList<EspeakVoice>))]
[JsonSerializable(typeof(EspeakRequest))]
[JsonSerializable(typeof(EspeakTimes))]
public sealed partial class EspeakJson : JsonSerializerContext;
