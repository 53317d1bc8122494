using System.Collections.Concurrent;
using System.Threading.Channels;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Tests.Server.Videos;

/// <summary>Films that are made as a test says: each order waits here until the test lets it go on.</summary>
internal sealed class FakeFilms : IFilms
{
    private readonly Channel<Take> takes = Channel.CreateUnbounded<Take>();
    private readonly ConcurrentBag<string> paths = [];

    /// <summary>Where films were written.</summary>
    public IReadOnlyCollection<string> Paths => paths;

    /// <summary>The next film that is begun.</summary>
    public Task<Take> NextAsync() => takes.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();

    public async Task<MadeFilm> MakeAsync(
        FilmOrder order, UserId user, string path, Action<FilmProgress> progress, CancellationToken cancellation = default)
    {
        paths.Add(path);
        var take = new Take(order, user, path, progress, cancellation);
        await takes.Writer.WriteAsync(take, cancellation);
        return await take.Made.WaitAsync(cancellation);
    }

    internal sealed class Take(FilmOrder order, UserId user, string path, Action<FilmProgress> progress, CancellationToken cancellation)
    {
        private readonly TaskCompletionSource<MadeFilm> made = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public FilmOrder Order => order;

        public UserId User => user;

        public Task<MadeFilm> Made => made.Task;

        /// <summary>Ends when the film is no longer wanted.</summary>
        public async Task StoppedAsync()
        {
            var stopped = new TaskCompletionSource();
            await using var registration = cancellation.Register(stopped.SetResult);
            await stopped.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        public void Reach(double share, TimeSpan length) => progress(new FilmProgress(share, length));

        /// <param name="causes">What organs failed with on the way.</param>
        public void Complete(string bytes, params Exception[] causes)
        {
            File.WriteAllText(path, bytes);
            made.SetResult(new MadeFilm(TimeSpan.FromSeconds(1.5), order.Text, [new Source("about.md", "What it is")], [.. causes.Select(_ => "The voice failed.")]) { Causes = causes });
        }

        public void Fail(Exception exception)
        {
            File.WriteAllText(path, "half");
            made.SetException(exception);
        }
    }
}
