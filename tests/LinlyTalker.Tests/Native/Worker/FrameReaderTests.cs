using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Native.Worker.Wire;

namespace LinlyTalker.Tests.Native.Worker;

public class FrameReaderTests
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(500).WithReplay(1234567UL, 1234569UL);

    [Fact]
    public void A_frame_on_the_wire_looks_as_documented()
    {
        var bytes = Write(new Frame(FrameKind.Output, 0x01020304, new byte[] { 9, 8 }));
        Assert.Equal([(byte)'L', (byte)'W', 7, 0, 4, 3, 2, 1, 2, 0, 0, 0, 9, 8], bytes);
    }

    [Fact]
    public void Frames_come_back_as_they_were_written() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Kind, uint Request, byte[] Payload)[]>(),
        items =>
        {
            var frames = items.Select(i => new Frame((FrameKind)(1 + (i.Kind % 11)), i.Request, i.Payload ?? [])).ToArray();
            var reader = new FrameReader(new Trickle(Write(frames)));
            foreach (var frame in frames)
            {
                var read = reader.Read()!.Value;
                Assert.Equal((frame.Kind, frame.Request), (read.Kind, read.Request));
                Assert.Equal(frame.Payload.ToArray(), read.Payload.ToArray());
            }

            Assert.Null(reader.Read());
        }).Check(Seeded);

    [Fact]
    public void Garbage_gives_frames_or_a_clear_error_and_nothing_else() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        garbage => ReadToTheEnd([.. garbage ?? []])).Check(Seeded);

    [Fact]
    public void Spoiled_frames_give_frames_or_a_clear_error_and_nothing_else() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte[] Payload, ushort Where, byte What)>(),
        spoil =>
        {
            var bytes = Write(new Frame(FrameKind.Input, 1, spoil.Payload ?? []), new Frame(FrameKind.Done, 1));
            bytes[spoil.Where % bytes.Length] ^= spoil.What;
            ReadToTheEnd(bytes);
        }).Check(Seeded);

    [Fact]
    public void A_frame_that_is_cut_off_says_where()
    {
        var bytes = Write(new Frame(FrameKind.Output, 1, new byte[100]));
        var header = Assert.Throws<WorkerProtocolException>(() => new FrameReader(new MemoryStream(bytes[..5])).Read());
        var payload = Assert.Throws<WorkerProtocolException>(() => new FrameReader(new MemoryStream(bytes[..50])).Read());
        Assert.Contains("after 5 of 12", header.Message, StringComparison.Ordinal);
        Assert.Contains("after 38 of 100", payload.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_oversize_frame_is_refused_on_both_sides()
    {
        byte[] announced = [(byte)'L', (byte)'W', 7, 0, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF];
        Assert.Throws<WorkerProtocolException>(() => new FrameReader(new MemoryStream(announced)).Read());
        using var writer = new FrameWriter(new MemoryStream(), maxPayload: 10);
        Assert.Throws<WorkerProtocolException>(() => writer.Write(new Frame(FrameKind.Output, 1, new byte[11])));
    }

    [Fact]
    public void A_payload_that_is_no_greeting_error_or_request_is_told_so() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        garbage =>
        {
            garbage ??= [];
            Assert.Throws<WorkerProtocolException>(() => Hello.Read(new Frame(FrameKind.Hello, 0, garbage)));
            Assert.Throws<WorkerProtocolException>(() => WorkerError.Read(new Frame(FrameKind.Error, 0, garbage)));
            try
            {
                OpenPayload.Read(garbage);
            }
            catch (WorkerProtocolException)
            {
                // Or it happens to be one.
            }
        }).Check(Seeded);

    private static void ReadToTheEnd(byte[] bytes)
    {
        var reader = new FrameReader(new MemoryStream(bytes), maxPayload: 1 << 16);
        try
        {
            while (reader.Read() is { } frame)
            {
                Assert.InRange((int)frame.Kind, 1, 11);
            }
        }
        catch (WorkerProtocolException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }

    private static byte[] Write(params Frame[] frames)
    {
        var stream = new MemoryStream();
        using var writer = new FrameWriter(stream);
        foreach (var frame in frames)
        {
            writer.Write(frame);
        }

        return stream.ToArray();
    }

    /// <summary>Gives at most three bytes at once, as a pipe may.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 3)]);
    }
}
