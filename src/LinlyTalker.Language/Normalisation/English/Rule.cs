using System.Globalization;
using System.Text.RegularExpressions;

namespace LinlyTalker.Language.Normalisation.English;

/// <summary>A kind of thing that is written otherwise than it is said.</summary>
/// <param name="Pattern">Anchored by <c>\G</c>: tried where the reader stands.</param>
/// <param name="Say">Words, with <c>,</c> for a pause; null where the match is not of this kind after all.</param>
internal sealed record Rule(Regex Pattern, Func<Match, string?> Say)
{
    /// <summary>A number that the pattern has found.</summary>
    public static int Int(Group group) => int.Parse(group.ValueSpan, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
