using System.Net.WebSockets;
using System.Text;
using LinlyTalker.Server.Realtime.Sending;

namespace LinlyTalker.Tests.Server.Realtime.Sending;

/// <summary>In which order, and whether at all, what waits leaves.</summary>
public class OutboxTests
{
    private const int Patience = 10_000;

    private readonly Outbox outbox = new(1000, TimeSpan.FromSeconds(1), TimeProvider.System);

    [Fact(Timeout = Patience)]
    public async Task Pictures_and_the_rest_take_turns_and_what_is_urgent_overtakes_both()
    {
        Add("s1", "s2", "s3");
        Assert.All(new[] { "p1", "p2" }, p => Assert.True(Picture(p)));
        outbox.Add(Bytes("u1"), urgent: true);
        outbox.Add(Bytes("u2"), urgent: true);
        Assert.Equal(["u1", "u2", "p1", "s1", "p2", "s2", "s3"], await LeaveAsync());
    }

    [Fact(Timeout = Patience)]
    public async Task A_client_that_is_behind_gets_no_picture_until_all_that_waits_has_left()
    {
        Add("s1", "s2");
        Assert.All(Enumerable.Range(1, 5), i => Assert.True(Picture($"p{i}")));
        Assert.False(Picture("p6"));
        var socket = new RecordingSocket();
        socket.Sent = (text, count) =>
        {
            Assert.False(count < 7 && Picture($"after {text}"));
            if (count == 7)
            {
                Assert.True(Picture("p7"));
                outbox.Complete();
            }
        };
        await outbox.SendAsync(socket, TestContext.Current.CancellationToken);
        Assert.Equal(["p1", "s1", "p2", "s2", "p3", "p4", "p5", "p7"], socket.Texts);
    }

    [Fact(Timeout = Patience)]
    public async Task Pictures_are_dropped_and_are_not_withdrawn_with_a_turn()
    {
        outbox.Add(Bytes("s1"), turn: 1);
        Picture("p1");
        Assert.Equal("s1", Encoding.UTF8.GetString(Assert.Single(outbox.Withdraw(1)).Content.Span));
        Picture("p2");
        Assert.Equal(["p1", "p2"], await LeaveAsync());
    }

    [Fact(Timeout = Patience)]
    public async Task A_picture_that_is_wanted_no_more_does_not_leave()
    {
        Picture("p1");
        outbox.DropPictures();
        Add("s1");
        Assert.Equal(["s1"], await LeaveAsync());
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private void Add(params string[] texts) => Array.ForEach(texts, t => outbox.Add(Bytes(t)));

    private bool Picture(string text) => outbox.TryAddPicture(Bytes(text), isText: true);

    private async Task<IReadOnlyList<string>> LeaveAsync()
    {
        var socket = new RecordingSocket();
        outbox.Complete();
        await outbox.SendAsync(socket, TestContext.Current.CancellationToken);
        return socket.Texts;
    }

    /// <summary>Takes everything at once.</summary>
    private sealed class RecordingSocket : WebSocket
    {
        public List<string> Texts { get; } = [];

        public Action<string, int> Sent { get; set; } = (_, _) => { };

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => null;

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
        {
            Texts.Add(Encoding.UTF8.GetString(buffer));
            Sent(Texts[^1], Texts.Count);
            return Task.CompletedTask;
        }

        public override void Abort() => throw new NotSupportedException();

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override void Dispose()
        {
        }

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
