namespace LinlyTalker.Models.Fetching;

/// <summary>
/// Which addresses may be asked: https everywhere, plain http on this machine only. A server elsewhere cannot send us to
/// this machine, nor down from https.
/// </summary>
internal static class WebAddress
{
    /// <exception cref="FetchException">The address may not be asked.</exception>
    public static void Check(Uri address)
    {
        if (Fault(address) is { } fault)
        {
            throw new FetchException($"{Shown(address)} {fault}; only https addresses are fetched.");
        }
    }

    /// <summary>Where a redirect leads.</summary>
    /// <exception cref="FetchException">It leads where it may not.</exception>
    public static Uri Follow(Uri from, Uri? location)
    {
        if (location is null)
        {
            throw new FetchException($"{from.Host} redirects without saying where to.");
        }

        var to = location.IsAbsoluteUri ? location : new Uri(from, location);
        var fault = Fault(to)
            ?? (to.IsLoopback && !from.IsLoopback ? "is on this machine" : null)
            ?? (to.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttps ? "is not https" : null);
        return fault is null ? to : throw new FetchException($"{from.Host} redirects to {Shown(to)}, which {fault}; it is refused.");
    }

    /// <summary>The address without its query, which may carry a signature.</summary>
    public static string Shown(Uri address) => address.IsAbsoluteUri ? address.GetLeftPart(UriPartial.Path) : address.OriginalString;

    private static string? Fault(Uri address) =>
        !address.IsAbsoluteUri ? "is not a whole address"
        : address.UserInfo.Length > 0 ? "carries a user's name"
        : address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback) ? null
        : "is not https";
}
