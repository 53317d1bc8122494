using System.Text.Json.Serialization;

namespace LinlyTalker.Native.PocketSphinx;

/// <summary>What the recogniser's worker hears by. Paths are absolute.</summary>
/// <param name="AcousticModel">Folder of the acoustic model.</param>
/// <param name="Lexicon">Dictionary of the general vocabulary.</param>
/// <param name="LanguageModel">General language model.</param>
/// <param name="Domain">Language model to mix with the general one, or null.</param>
public sealed record HearingModel(string AcousticModel, string Lexicon, string LanguageModel, DomainModel? Domain = null);

/// <summary>A domain's own language model.</summary>
/// <param name="LanguageModel">ARPA file.</param>
/// <param name="Words">Pronunciations of words that the general lexicon lacks, in its form.</param>
/// <param name="Weight">0 to 1; the general model weighs the rest.</param>
public sealed record DomainModel(string LanguageModel, string Words, float Weight);

/// <summary>What was understood of one stretch of sound: partial while it lasts, then once final.</summary>
/// <param name="Text">Words separated by spaces.</param>
/// <param name="Words">With times and confidences; empty in a partial.</param>
public sealed record Hearing(string Text, IReadOnlyList<DecodedWord> Words, bool IsFinal);

/// <summary>A known text to find in a sound.</summary>
/// <param name="AcousticModel">Folder of the acoustic model; absolute.</param>
/// <param name="Words">For each word its pronunciations in ARPAbet.</param>
/// <param name="MayEndEarly">The sound may end behind any word.</param>
public sealed record AlignmentTask(string AcousticModel, IReadOnlyList<IReadOnlyList<string>> Words, bool MayEndEarly);

/// <param name="Phones">In order, silence left out; empty where the sound does not hold the words.</param>
public sealed record AlignedPhones(IReadOnlyList<AlignedPhone> Phones);

/// <summary>How the worker and its client write their messages.</summary>
[JsonSerializable(typeof(HearingModel))]
[JsonSerializable(typeof(AlignmentTask))]
[JsonSerializable(typeof(AlignedPhones))]
[JsonSerializable(typeof(Hearing))]
public sealed partial class HearingJson : JsonSerializerContext;

/// <summary>Names on the wire.</summary>
public static class HearingMethods
{
    public const string Service = "pocketsphinx";

    /// <summary>Loads a <see cref="HearingModel"/>, so that the first utterance does not wait for it.</summary>
    public const string Prepare = "prepare";

    /// <summary>
    /// Takes a <see cref="HearingModel"/>, then 16 kHz samples of 16 bit, little-endian; gives a <see cref="Hearing"/>
    /// whenever the text changes and a final one after the input's end.
    /// </summary>
    public const string Hear = "hear";

    /// <summary>
    /// Takes an <see cref="AlignmentTask"/>, then all of a sound at 16 kHz in samples of 16 bit, little-endian; gives one
    /// <see cref="AlignedPhones"/> after the input's end.
    /// </summary>
    public const string Align = "align";
}
