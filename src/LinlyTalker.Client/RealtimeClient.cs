using System.Diagnostics;
using System.Runtime.CompilerServices;
using LinlyTalker.Client.Events;
using LinlyTalker.Client.Sessions;
using LinlyTalker.Client.Sockets;
using LinlyTalker.Client.Wire;
using LinlyTalker.Core.Signal;

namespace LinlyTalker.Client;

/// <summary>
/// A live conversation with a server over its realtime socket. One reader takes <see cref="ReadAllAsync"/>; the other
/// methods may be called from anywhere at any time.
/// </summary>
/// <example>
/// <code>
/// await using var client = await RealtimeClient.ConnectAsync(new() { Server = new("http://127.0.0.1:8080") });
/// await client.AskAsync("What is LinlyTalker?");
/// await foreach (var happening in client.ReadAllAsync()) { playback.Take(happening); … }
/// </code>
/// </example>
public sealed class RealtimeClient : IAsyncDisposable
{
    /// <summary>Of the sound both ways, in samples per second.</summary>
    public const int SampleRate = 24000;

    private const int RepliesKept = 16;
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    private readonly RealtimeOptions options;
    private readonly Dictionary<int, (string Response, string Item)> replies = []; // by turn; the last few
    private volatile SocketConnection connection;
    private volatile TaskCompletionSource? active; // ends with the reply that is being given
    private SessionWishes wishes;

    private RealtimeClient(RealtimeOptions options, SocketConnection connection) =>
        (this.options, this.connection, wishes) = (options, connection, options.Session);

    /// <exception cref="RealtimeException">Nobody is there, or the server refuses.</exception>
    public static async Task<RealtimeClient> ConnectAsync(RealtimeOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var client = new RealtimeClient(options, await OpenAsync(options, cancellation).ConfigureAwait(false));
        await client.ChangeAsync(options.Session, cancellation).ConfigureAwait(false);
        return client;
    }

    /// <summary>What the server tells, as it comes; ends when the server closes in order.</summary>
    /// <exception cref="RealtimeException">The connection broke and was not to be made again.</exception>
    public async IAsyncEnumerable<RealtimeEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var lost = 0; ;)
        {
            RealtimeEvent? happening;
            try
            {
                happening = await ReadAsync(cancellation).ConfigureAwait(false);
                lost = happening is SessionStarted or SessionChanged ? lost : 0;
            }
            catch (RealtimeException) when (lost < options.Reconnects)
            {
                happening = await ReconnectAsync(++lost, cancellation).ConfigureAwait(false);
            }

            if (happening is null)
            {
                yield break;
            }

            yield return happening;
        }
    }

    /// <param name="samples">float32 in [-1, 1], mono, at <see cref="SampleRate"/>; best in pieces of 20 to 100 ms.</param>
    public Task SendAudioAsync(ReadOnlyMemory<float> samples, CancellationToken cancellation = default) =>
        SendPcmAsync(Pcm16.Bytes(samples.Span), cancellation);

    /// <param name="pcm">16-bit little-endian, mono, at <see cref="SampleRate"/>.</param>
    public Task SendPcmAsync(ReadOnlyMemory<byte> pcm, CancellationToken cancellation = default) =>
        options.Binary
            ? connection.SendBinaryAsync(AvatarReader.Microphone(pcm.Span), cancellation)
            : SendAsync(Requests.Audio(pcm.Span), cancellation);

    /// <summary>
    /// Asks a typed question, which stops what is being said; that the server has stopped it, the reader must see.
    /// </summary>
    /// <exception cref="RealtimeException">It is not stopped in time.</exception>
    public async Task AskAsync(string text, CancellationToken cancellation = default)
    {
        if (active is { } before)
        {
            await ClearAsync(cancellation).ConfigureAwait(false);
            await StoppedAsync(before.Task, cancellation).ConfigureAwait(false);
        }

        await SendAsync(Requests.Text(text), cancellation).ConfigureAwait(false);
        await RespondAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Asks for a reply to the user's last line.</summary>
    public Task RespondAsync(CancellationToken cancellation = default) => SendAsync(Requests.Plain("response.create"), cancellation);

    /// <summary>Stops the reply that is being given.</summary>
    public Task CancelAsync(CancellationToken cancellation = default) => SendAsync(Requests.Plain("response.cancel"), cancellation);

    /// <summary>Stops the reply that is being given, or was given and still sounds here.</summary>
    public Task ClearAsync(CancellationToken cancellation = default) => SendAsync(Requests.Plain("output_audio_buffer.clear"), cancellation);

    /// <summary>How far the loudspeaker is; best a few times a second, so that the server knows what was heard.</summary>
    public Task ReportPlayedAsync(string item, TimeSpan played, CancellationToken cancellation = default) =>
        SendAsync(Requests.Played(item, played), cancellation);

    /// <summary>Only so much of a reply was heard; the server forgets the rest of its text.</summary>
    public Task TruncateAsync(string item, TimeSpan played, CancellationToken cancellation = default) =>
        SendAsync(Requests.Truncate(item, played), cancellation);

    /// <summary>The next picture shall be one that a decoder can begin with: something was lost.</summary>
    public Task RequestKeyFrameAsync(CancellationToken cancellation = default) => SendAsync(Requests.Plain("avatar.video.key"), cancellation);

    /// <summary>From now on this is wished.</summary>
    public Task ChangeAsync(SessionWishes session, CancellationToken cancellation = default)
    {
        wishes = session;
        return SendAsync(Requests.Session(session, options.Binary, SampleRate), cancellation);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static async Task StoppedAsync(Task reply, CancellationToken cancellation)
    {
        try
        {
            await reply.WaitAsync(StopPatience, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new RealtimeException(
                $"The server has not stopped its reply within {StopPatience.TotalSeconds:0} s; it is overloaded, or nobody reads what it tells.", e);
        }
    }

    private static Task<SocketConnection> OpenAsync(RealtimeOptions options, CancellationToken cancellation) =>
        SocketConnection.OpenAsync(options.Socket, options.Key, options.LongestMessage, cancellation);

    private async ValueTask<RealtimeEvent?> ReadAsync(CancellationToken cancellation)
    {
        if (await connection.ReceiveAsync(cancellation).ConfigureAwait(false) is not { } message)
        {
            return null;
        }

        var received = Stopwatch.GetTimestamp();
        var happening = message.IsText
            ? EventReader.Read(message.Bytes.Span, replies)
            : AvatarReader.Read(message.Bytes.Span, replies);
        Follow(happening);
        return happening with { Received = received };
    }

    private void Follow(RealtimeEvent happening)
    {
        switch (happening)
        {
            case AvatarState { Response: { } response } state:
                replies[state.Turn] = (response, state.Item ?? "");
                if (replies.Count > RepliesKept)
                {
                    replies.Remove(replies.Keys.Min());
                }

                break;
            case ReplyBegun:
                active = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                break;
            case ReplyFinished:
                active?.TrySetResult();
                active = null;
                break;
        }
    }

    private async Task<RealtimeEvent> ReconnectAsync(int attempt, CancellationToken cancellation)
    {
        await connection.DisposeAsync().ConfigureAwait(false);
        active?.TrySetResult();
        active = null;
        for (; ; attempt++)
        {
            await Task.Delay(FirstPause * Math.Pow(2, attempt - 1), cancellation).ConfigureAwait(false);
            try
            {
                connection = await OpenAsync(options, cancellation).ConfigureAwait(false);
                await ChangeAsync(wishes, cancellation).ConfigureAwait(false);
                return new Reconnected(attempt) { Received = Stopwatch.GetTimestamp() };
            }
            catch (RealtimeException) when (attempt < options.Reconnects)
            {
                // Once more, later.
            }
        }
    }

    private Task SendAsync(byte[] json, CancellationToken cancellation) => connection.SendTextAsync(json, cancellation);
}
