using LinlyTalker.Models.Catalogue;

namespace LinlyTalker.Models.Fetching;

/// <summary>One way to get the files of a source: a folder that is there, an archive that is fetched, the web.</summary>
internal interface IFileOrigin
{
    /// <summary>Puts the files of the rules into <paramref name="folder"/>; what they hold is checked by the caller.</summary>
    /// <exception cref="FetchException">It does not have them, or they cannot be had.</exception>
    Task PlaceAsync(IReadOnlyList<FileRule> rules, string folder, IProgress<FetchProgress>? progress, CancellationToken cancellation);
}
