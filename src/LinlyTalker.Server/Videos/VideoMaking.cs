using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.Parts;

namespace LinlyTalker.Server.Videos;

/// <summary>One film while it is made: reported, and given up when nobody wants it, it stands still, or grows too long.</summary>
internal sealed class VideoMaking(Job job, VideoShelf shelf, ServerParts parts, VideoOptions options) : IDisposable
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(0.5);

    private readonly string name = VideoShelf.NewName();
    private readonly Lock gate = new();
    private FilmProgress reached;
    private long grown = parts.Time.GetTimestamp();
    private string? givenUp;

    /// <summary>Otherwise the file is erased in the end.</summary>
    public bool Kept { get; set; }

    /// <summary>What organs failed with in a film that was made all the same.</summary>
    public IReadOnlyList<Exception> Causes { get; private set; } = [];

    /// <param name="work">Cancelled when it is given up.</param>
    public async Task<VideoResult> RunAsync(CancellationTokenSource work)
    {
        var order = VideoDesk.FilmOf(job);
        using var done = new CancellationTokenSource();
        var watching = WatchAsync(work, done.Token);
        try
        {
            var film = await parts.Films!.MakeAsync(order, job.Owner, shelf.PathOf(name), Grow, work.Token).ConfigureAwait(false);
            Causes = film.Causes;
            return new VideoResult(name, film.Length.TotalSeconds, film.Text, film.Sources, film.Lacks);
        }
        finally
        {
            await done.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
        }
    }

    /// <summary>What its owner is told, without what is the server's own.</summary>
    public string SentenceOf(Exception e) =>
        givenUp ?? ClientSentence.Of(e, "The film could not be made; the server's log says why.");

    public void Dispose()
    {
        if (!Kept)
        {
            shelf.Erase(name);
        }
    }

    private void Grow(FilmProgress progress)
    {
        lock (gate)
        {
            if (progress.Length > reached.Length || progress.Share > reached.Share)
            {
                grown = parts.Time.GetTimestamp();
            }

            reached = progress;
        }
    }

    /// <summary>Ends when the film is done, or cancels the work.</summary>
    private async Task WatchAsync(CancellationTokenSource work, CancellationToken done)
    {
        try
        {
            do
            {
                await Task.Delay(ReportEvery, parts.Time, done).ConfigureAwait(false);
            }
            while (await GoesOnAsync(done).ConfigureAwait(false));
            await work.CancelAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The film is done, or failed by itself.
        }
    }

    private async Task<bool> GoesOnAsync(CancellationToken cancellation)
    {
        FilmProgress now;
        TimeSpan still;
        lock (gate)
        {
            (now, still) = (reached, parts.Time.GetElapsedTime(grown));
        }

        givenUp = now.Length > options.Longest
                ? $"The film grew longer than the {options.Longest.TotalMinutes:0} minutes that are made; order it in pieces."
            : still > options.Patience
                ? $"The film did not grow for {options.Patience.TotalMinutes:0} minutes and was given up; try again, or another voice or companion."
            : null;
        return givenUp is null && await ReportAsync(now.Share, cancellation).ConfigureAwait(false);
    }

    /// <summary>A database that is busy is no reason to give a film up.</summary>
    private async Task<bool> ReportAsync(double share, CancellationToken cancellation)
    {
        try
        {
            return await parts.Jobs!.ReportAsync(job.Id, share, cancellation).ConfigureAwait(false);
        }
        catch (LinlyException)
        {
            return true;
        }
    }
}
