using System.Globalization;
using LinlyTalker.Server.Errors;

namespace LinlyTalker.Server.Bodies;

/// <summary><c>limit</c>: how many of a list a client wants.</summary>
internal static class ListLimit
{
    /// <param name="text">As it stands in the address; null or empty: the usual number.</param>
    /// <exception cref="ApiException">It is no number, or not one from 1 to <paramref name="most"/>.</exception>
    public static int Of(string? text, int usual, int most) =>
        string.IsNullOrEmpty(text) ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Of(number, usual, most)
        : throw Refused(most);

    /// <inheritdoc cref="Of(string?, int, int)"/>
    public static int Of(int? number, int usual, int most) =>
        (number ?? usual) is var wanted && wanted >= 1 && wanted <= most ? wanted : throw Refused(most);

    private static ApiException Refused(int most) => Invalid.Value("limit", $"limit is to be 1 to {most}.");
}
