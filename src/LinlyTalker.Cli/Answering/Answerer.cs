using LinlyTalker.Cli.Recording;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Cli.Answering;

/// <summary>Answers one question into a film: the conversation of a live session, played into a file.</summary>
internal sealed class Answerer(ConversationOrgans organs, ConversationOptions options, RenderOptions render)
{
    /// <summary>AAC has it, and no voice here has more.</summary>
    private const int SampleRate = 24000;

    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(0.4);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(0.7);

    /// <summary>Characters of the answer, for an estimate of its length; 0: as they become known.</summary>
    public int KnownLength { get; init; }

    /// <param name="question">As typed or heard.</param>
    /// <param name="renderer">Comes while the brain already thinks.</param>
    /// <param name="path">Of the MP4 file.</param>
    /// <param name="progress">Told with every picture.</param>
    /// <exception cref="LinlyException">An organ failed beyond what can be done without it.</exception>
    public async Task<FilmedAnswer> AnswerAsync(
        string question, Task<IRenderer> renderer, string path, Action<FilmProgress>? progress, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        var playback = new Playback(SampleRate, organs.Animator is not null);
        var recorder = new ReplyRecorder(playback);
        var conversation = new Conversation(organs, options with { Greet = false, Confirms = false }, recorder, time);
        playback.Played = conversation.ReportPlayed;
        conversation.Ask(question);
        conversation.Complete();

        // Whichever of the two fails takes the other with it.
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var talking = conversation.RunAsync(microphone: null, together.Token);
        var filming = FilmAsync();
        var first = await Task.WhenAny(talking, filming);
        if (!first.IsCompletedSuccessfully)
        {
            await together.CancelAsync();
        }

        await Task.WhenAll(talking, filming);
        var (film, began) = await filming;
        return new FilmedAnswer
        {
            Text = recorder.Text,
            Sources = recorder.Sources,
            Video = path,
            VideoLength = film.Length,
            SpeechLength = recorder.SpeechLength,
            Stages = recorder.Stages,
            FirstFrame = began + film.FirstFrameAfter,
            Wall = time.GetElapsedTime(start),
            Unsaid = string.Concat(recorder.Captions).Trim(),
            Failures = recorder.Failures,
        };

        async Task<(FilmResult Film, TimeSpan Began)> FilmAsync()
        {
            if (!await recorder.HasSpoken.WaitAsync(together.Token))
            {
                throw recorder.Failures is [var failure, ..]
                    ? new LinlyException($"Nothing could be said: {failure.Told}", failure.Cause)
                    : new InputException("There is nothing to say, so there is nothing to film.");
            }

            var film = new FilmRecorder(await renderer.WaitAsync(together.Token), render, time);
            var began = time.GetElapsedTime(start);
            var moments = playback.ReplyAsync(Lead, After, together.Token);
            return (await film.RecordAsync(moments, path, Tell, together.Token), began);
        }

        void Tell(TimeSpan filmed) =>
            progress?.Invoke(new(recorder.ShareOf(filmed - Lead, KnownLength), filmed));
    }
}
