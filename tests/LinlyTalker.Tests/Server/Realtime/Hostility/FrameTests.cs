using System.Net.WebSockets;
using System.Text;
using LinlyTalker.Server.Realtime;

namespace LinlyTalker.Tests.Server.Realtime.Hostility;

/// <summary>Frames as no stock client sends them.</summary>
public class FrameTests
{
    private const int Patience = 30_000;
    private const string Question =
        """{"type":"conversation.item.create","item":{"type":"message","role":"user","content":[{"type":"input_text","text":"count"}]}}""";

    [Fact(Timeout = Patience)]
    public async Task A_message_in_frames_of_a_byte_with_pings_between_is_one_message()
    {
        await using var house = await House.OpenAsync();
        using var guest = await Guest.EnterAsync(house.Address);
        var bytes = Encoding.UTF8.GetBytes(Question);
        for (var i = 0; i < bytes.Length; i++)
        {
            var (isFirst, isLast) = (i == 0, i == bytes.Length - 1);
            await guest.FrameAsync((byte)((isFirst ? 1 : 0) | (isLast ? 0x80 : 0)), bytes.AsSpan(i, 1));
            await (i % 50 == 0 ? guest.FrameAsync(0x89, "here"u8) : Task.CompletedTask);
        }

        await guest.TextAsync("""{"type":"response.create"}""");
        Assert.Equal("completed", (string)(await guest.EventAsync("response.done"))["response"]!["status"]!);
        await house.TalkAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task A_message_beyond_the_limit_closes_with_1009_however_it_is_cut()
    {
        await using var house = await House.OpenAsync(new RealtimeOptions { LongestMessage = 64 << 10 });
        using var whole = await Guest.EnterAsync(house.Address);
        await whole.FrameAsync(0x81, Encoding.ASCII.GetBytes(new string('x', 200_000)));
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await whole.ClosedAsync());
        using var cut = await Guest.EnterAsync(house.Address);
        for (var i = 0; i < 20; i++)
        {
            await cut.FrameAsync((byte)(i == 0 ? 1 : 0), Encoding.ASCII.GetBytes(new string('x', 10_000)));
        }

        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await cut.ClosedAsync());
        await house.TalkAsync();
        whole.Dispose();
        cut.Dispose();
        await house.SessionsAsync(1);
    }

    [Fact(Timeout = Patience)]
    public async Task A_frame_that_promises_an_exabyte_takes_no_memory_and_closes_with_1009()
    {
        await using var house = await House.OpenAsync(new RealtimeOptions { LongestMessage = 64 << 10 });
        using var guest = await Guest.EnterAsync(house.Address);
        await guest.FrameAsync(0x82, new byte[100_000], length: 1UL << 60);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await guest.ClosedAsync());
        await house.TalkAsync();
    }

    /// <summary>A continuation of nothing, a reserved kind, reserved bits, a long ping, a length with its highest bit set.</summary>
    [Theory(Timeout = Patience)]
    [InlineData(0x80, 4, null)]
    [InlineData(0x83, 4, null)]
    [InlineData(0xF1, 4, null)]
    [InlineData(0x89, 200, null)]
    [InlineData(0x82, 4, 1UL << 63)]
    public async Task Frames_against_the_protocol_close_with_1002(byte head, int length, ulong? said)
    {
        await using var house = await House.OpenAsync();
        using var guest = await Guest.EnterAsync(house.Address);
        await guest.FrameAsync(head, new byte[length], said);
        Assert.Equal(WebSocketCloseStatus.ProtocolError, await guest.ClosedAsync());
        await house.TalkAsync();
        guest.Dispose();
        await house.SessionsAsync(1);
    }

    [Theory(Timeout = Patience)]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })] // a surrogate
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 })] // ends in the middle
    public async Task Text_that_is_no_UTF_8_closes_with_1007(byte[] bytes)
    {
        await using var house = await House.OpenAsync();
        using var guest = await Guest.EnterAsync(house.Address);
        await guest.FrameAsync(0x81, bytes);
        Assert.Equal(WebSocketCloseStatus.InvalidPayloadData, await guest.ClosedAsync());
        await house.TalkAsync();
    }

    [Theory(Timeout = Patience)]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(17)]
    public async Task A_close_with_a_code_that_no_frame_may_hold_is_a_fault_of_protocol(int code)
    {
        await using var house = await House.OpenAsync();
        using var guest = await Guest.EnterAsync(house.Address);
        await guest.CloseAsync(code);
        Assert.Equal(WebSocketCloseStatus.ProtocolError, await guest.ClosedAsync());
        await house.TalkAsync();
    }

    [Theory(Timeout = Patience)]
    [InlineData(0, "invalid_frame")]
    [InlineData(3, "invalid_frame")]
    [InlineData(15, "invalid_frame")]
    [InlineData(40, "invalid_frame")] // kind 0
    public async Task Binary_garbage_is_an_error_and_the_session_goes_on(int length, string code)
    {
        await using var house = await House.OpenAsync();
        using var guest = await Guest.EnterAsync(house.Address);
        await guest.FrameAsync(0x82, new byte[length]);
        Assert.Equal(code, (string)(await guest.EventAsync("error"))["error"]!["code"]!);
        await guest.TextAsync(Question);
        await guest.TextAsync("""{"type":"response.create"}""");
        await guest.EventAsync("response.done");
        await house.TalkAsync();
    }

    [Theory(Timeout = Patience)]
    [InlineData(1, 3, "invalid_value")] // half a sample
    [InlineData(2, 4, "invalid_frame")] // speech comes from the server
    [InlineData(5, 4, "invalid_value")] // a camera's picture that is none
    [InlineData(99, 4, "invalid_frame")]
    public async Task A_binary_frame_of_the_wrong_kind_is_an_error(byte kind, int payload, string code)
    {
        await using var house = await House.OpenAsync();
        using var guest = await Guest.EnterAsync(house.Address);
        byte[] frame = [kind, .. new byte[15 + payload]];
        await guest.FrameAsync(0x82, frame);
        Assert.Equal(code, (string)(await guest.EventAsync("error"))["error"]!["code"]!);
        await house.TalkAsync();
    }
}
