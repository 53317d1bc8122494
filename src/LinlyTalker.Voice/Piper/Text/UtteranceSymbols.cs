using LinlyTalker.Core.Flow;

namespace LinlyTalker.Voice.Piper.Text;

/// <summary>What the model says at once: a sentence as espeak-ng parts them.</summary>
/// <param name="Symbols">Code points of IPA and marks, as the voice's table names them.</param>
/// <param name="Words">Which symbols are a word, and where it is written.</param>
internal sealed record UtteranceSymbols(IReadOnlyList<string> Symbols, IReadOnlyList<SymbolWord> Words);

/// <param name="Start">The word's first symbol.</param>
/// <param name="End">Behind its last.</param>
internal readonly record struct SymbolWord(int Start, int End, TextRange Source);
