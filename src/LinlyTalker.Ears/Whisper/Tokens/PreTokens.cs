using System.Text.RegularExpressions;

namespace LinlyTalker.Ears.Whisper.Tokens;

/// <summary>How GPT-2 (Radford et al., 2019), and so Whisper, cuts text before its tokens are joined: no token crosses a cut.</summary>
internal static partial class PreTokens
{
    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    public static partial Regex Pattern { get; }
}
