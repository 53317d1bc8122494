using LinlyTalker.Cli.Answering;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Cli.Serving;

/// <summary>Makes films with the organs of a server, as <c>linly say</c> and <c>linly ask</c> do with their own.</summary>
internal sealed class FilmStudio(Settings settings, IEngines engines, IAvatars avatars) : IFilms
{
    public async Task<MadeFilm> MakeAsync(
        FilmOrder order, UserId user, string path, Action<FilmProgress> progress, CancellationToken cancellation = default)
    {
        var companion = await engines.CompanionAsync(order.Companion, cancellation);
        var persona = companion.Persona;
        var language = order.Language.Length > 0 ? order.Language : persona.Language;
        ReplyPiece[] text = [new() { Text = order.Text, Language = language }];
        var organs = order.IsQuestion ? companion.Organs : companion.Organs with { Brains = [new Recital(text.ToAsyncEnumerable())] };
        var voice = order.Speak.Voice.Length > 0 ? order.Speak.Voice : persona.Voice;
        var options = new ConversationOptions
        {
            User = user,
            Persona = persona,
            Speak = order.Speak with { Voice = voice },
            Context = new ReplyContext { Channel = "video" },
        };
        var render = new RenderOptions
        {
            Size = order.Size ?? settings.Size,
            FramesPerSecond = order.FramesPerSecond ?? settings.FramesPerSecond,
            Label = settings.Label,
        };
        var face = avatars.RendererAsync(order.Avatar, user, cancellation);
        var answerer = new Answerer(organs with { Ears = null }, options, render) { KnownLength = order.IsQuestion ? 0 : order.Text.Length };
        var film = await answerer.AnswerAsync(order.Text, face, path, progress, cancellation);
        string[] unsaid = film.Unsaid.Length > 0 ? [$"No voice could say: {film.Unsaid}"] : [];
        return new MadeFilm(film.VideoLength, film.Text, film.Sources, [.. film.Failures.Select(f => f.Reason).Distinct(), .. unsaid])
        {
            Causes = [.. film.Failures.Select(f => f.Cause).OfType<Exception>()],
        };
    }
}
