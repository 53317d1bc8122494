namespace LinlyTalker.Core.Flow;

/// <summary>A stretch of a text in UTF-16 code units: [Start, Start + Length).</summary>
public readonly record struct TextRange(int Start, int Length)
{
    public int End => Start + Length;

    public string Of(string text) => text.Substring(Start, Length);
}
