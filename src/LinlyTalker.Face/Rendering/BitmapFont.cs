namespace LinlyTalker.Face.Rendering;

/// <summary>Letters of 5 × 7 dots, drawn for this project: what the label needs, and no more.</summary>
internal static class BitmapFont
{
    public const int GlyphWidth = 5;
    public const int GlyphHeight = 7;

    /// <summary>Seven rows of five dots; <c>#</c> is ink.</summary>
    private static readonly Dictionary<char, string> Glyphs = new()
    {
        ['A'] = ".###. #...# #...# ##### #...# #...# #...#",
        ['I'] = ".###. ..#.. ..#.. ..#.. ..#.. ..#.. .###.",
        ['-'] = "..... ..... ..... .###. ..... ..... .....",
        ['g'] = "..... ..... .#### #...# .#### ....# .###.",
        ['e'] = "..... ..... .###. #...# ##### #.... .###.",
        ['n'] = "..... ..... #.##. ##..# #...# #...# #...#",
        ['r'] = "..... ..... #.##. ##..# #.... #.... #....",
        ['a'] = "..... ..... .###. ....# .#### #...# .####",
        ['t'] = ".#... .#... ####. .#... .#... .#..# ..##.",
        ['d'] = "....# ....# .#### #...# #...# #...# .####",
    };

    public static bool HasInk(char letter, int x, int y) => Glyphs[letter][(y * (GlyphWidth + 1)) + x] == '#';
}
