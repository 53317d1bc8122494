namespace LinlyTalker.Language.Chinese;

/// <summary>Which characters are Chinese.</summary>
public static class Han
{
    /// <summary>
    /// The ideographs of the Basic Multilingual Plane: the unified block, Extension A, the compatibility block and 〇.
    /// Rarer ones are surrogate pairs and are not in any of our dictionaries.
    /// </summary>
    public static bool Is(char character) =>
        character is (>= '\u4e00' and <= '\u9fff') or (>= '\u3400' and <= '\u4dbf') or (>= '\uf900' and <= '\ufaff') or '〇';

    public static bool Any(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (Is(character))
            {
                return true;
            }
        }

        return false;
    }
}
