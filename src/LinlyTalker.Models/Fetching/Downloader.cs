using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Homes;

namespace LinlyTalker.Models.Fetching;

/// <summary>
/// Fetches files of the web: resumes what an earlier run left, tries again what may mend, and gives a file only after its
/// hash is right. One set of limits for every site (<see cref="FetchOptions"/>).
/// </summary>
/// <param name="folder">Holds what has come so far.</param>
internal sealed class Downloader(string folder, FetchOptions options) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        // Redirects are followed by hand, each checked.
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = options.StallTime,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "User-Agent", "LinlyTalker" } },
    };

    /// <returns>The whole file under a temporary name; the caller moves it, after <see cref="PartialFile.Forget"/>.</returns>
    /// <exception cref="FetchException">It cannot be had, or is not what it should be.</exception>
    public async Task<string> FetchAsync(DownloadRequest request, IProgress<FetchProgress>? progress, CancellationToken cancellation)
    {
        WebAddress.Check(request.Address);
        Disk.MakeFolder(folder);
        var part = new PartialFile(folder, request);
        if (await IsWholeAsync(request, part, cancellation).ConfigureAwait(false))
        {
            return part.Location;
        }

        var meter = new RateMeter(request.Name, progress, options.Time);
        var failures = 0;
        while (true)
        {
            var before = part.Length;
            try
            {
                await new Transfer(client, request, part, options).RunAsync(meter, cancellation).ConfigureAwait(false);
                await CheckHashAsync(request, part, wasResumed: before > 0, cancellation).ConfigureAwait(false);
                return part.Location;
            }
            catch (TransferFault fault)
            {
                failures = part.Length - before >= options.ProgressThatCounts ? 1 : failures + 1;

                // Without a network every attempt fails at once: two are enough to tell.
                if (failures >= (fault.IsOffline ? Math.Min(2, options.Attempts) : options.Attempts))
                {
                    throw new FetchException(
                        $"{request.Name} could not be fetched from {request.Address.Host}: {fault.Message}; check the network and try again{(part.Length > 0 ? " (what has come is kept)" : "")}.",
                        fault);
                }

                await Task.Delay(Pause(failures, fault.Wait), options.Time, cancellation).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>An earlier run brought all of it, and then something else failed.</summary>
    private static async Task<bool> IsWholeAsync(DownloadRequest request, PartialFile part, CancellationToken cancellation) =>
        request.Sha256 is { } hash && part.Length > 0 && part.Length == request.Size
        && await FileHash.Sha256Async(part.Location, cancellation).ConfigureAwait(false) == hash;

    private TimeSpan Pause(int failures, TimeSpan? asked)
    {
        var ours = options.BackOff * Math.Pow(2, failures - 1);
        var wait = asked > ours ? asked.Value : ours;
        return wait < options.LongestBackOff ? wait : options.LongestBackOff;
    }

    private static async Task CheckHashAsync(DownloadRequest request, PartialFile part, bool wasResumed, CancellationToken cancellation)
    {
        if (request.Sha256 is null)
        {
            return;
        }

        var hash = await FileHash.Sha256Async(part.Location, cancellation).ConfigureAwait(false);
        if (hash == request.Sha256)
        {
            return;
        }

        part.Discard();
        if (wasResumed)
        {
            throw new TransferFault("what was kept from an earlier attempt was of another file");
        }

        throw new FetchException($"{request.Name} from {request.Address.Host} is not the file that the catalogue means: its sha256 is {hash}, not {request.Sha256}; it is thrown away.");
    }
}
