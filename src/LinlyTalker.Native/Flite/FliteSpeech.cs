namespace LinlyTalker.Native.Flite;

/// <summary>A word to say.</summary>
/// <param name="Text">1 to 40 letters a to z, and apostrophes.</param>
/// <param name="Mark">The punctuation behind it: one of <c>, . ? ! ; :</c>, or <c>'\0'</c>.</param>
public readonly record struct FliteWord(string Text, char Mark = '\0');

/// <summary>A phone that was said.</summary>
/// <param name="Name">Lower-case ARPAbet with <c>ax</c> and <c>pau</c>.</param>
/// <param name="End">In seconds; it begins where the one before ends.</param>
/// <param name="Stress">1 in a stressed syllable.</param>
/// <param name="Word">Which of the words it belongs to; −1 in pauses.</param>
public readonly record struct FlitePhone(string Name, float End, int Stress, int Word);

/// <summary>What flite made of some words.</summary>
/// <param name="Samples">Mono, float32 in [-1, 1].</param>
public sealed record FliteSpeech(float[] Samples, int SampleRate, IReadOnlyList<FlitePhone> Phones);
