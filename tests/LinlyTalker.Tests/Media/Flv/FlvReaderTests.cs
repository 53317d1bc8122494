using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Core.Errors;
using LinlyTalker.Media.Flv;

namespace LinlyTalker.Tests.Media.Flv;

public class FlvReaderTests
{
    /// <summary>Version, profile 66, constraints 0xC0, level 30, lengths of 4, one SPS of 4 bytes, one PPS of 2.</summary>
    private static readonly byte[] Record = [1, 66, 0xC0, 30, 0xFF, 0xE1, 0, 4, 0x67, 66, 0xC0, 30, 1, 0, 2, 0x68, 0xCE];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Configuration_and_pictures_come_with_their_times_and_other_tags_are_passed_over()
    {
        byte[] stream =
        [
            .. Head(), .. Tag(18, 0, [2, 0, 10]), .. Video(0, 0x17, 0, Record), .. Video(40, 0x17, 1, [9, 9]), .. Tag(8, 40, [1]),
            .. Video(0x1234567, 0x27, 1, [7]), .. Video(0x1234567, 0x17, 2, []),
        ];
        var tags = await ReadAllAsync(stream);
        Assert.Equal(
            [(FlvTagKind.Configuration, 0L, true), (FlvTagKind.Picture, 40, true), (FlvTagKind.Picture, 0x1234567, false)],
            tags.Select(t => (t.Kind, t.Milliseconds, t.IsKey)));
        Assert.Equal(Record, tags[0].Data);
        Assert.Equal([7], tags[2].Data);
    }

    [Fact]
    public async Task A_stream_that_ends_in_the_middle_of_a_tag_ends()
    {
        byte[] stream = [.. Head(), .. Video(0, 0x17, 1, [1, 2, 3]), .. Video(40, 0x27, 1, [1, 2, 3])];
        for (var length = 0; length < stream.Length; length++)
        {
            Assert.InRange((await ReadAllAsync(stream[..length])).Count, 0, 1);
        }
    }

    [Fact]
    public async Task What_is_no_flv_or_no_h264_is_refused_with_a_sentence()
    {
        await Assert.ThrowsAsync<NativeException>(() => ReadAllAsync([.. "RIFF"u8, .. new byte[20]]));
        await Assert.ThrowsAsync<NativeException>(() => ReadAllAsync([.. Head(), .. Video(0, 0x12, 1, [1])]));
        await Assert.ThrowsAsync<NativeException>(() => ReadAllAsync([.. Head(), .. Tag(9, 0, [0x17, 1])]));
    }

    [Fact]
    public void Damaged_streams_give_tags_or_a_sentence_and_nothing_else()
    {
        byte[] whole = [.. Head(), .. Video(0, 0x17, 0, Record), .. Video(0, 0x17, 1, [0, 0, 0, 2, 0x65, 1]), .. Video(40, 0x27, 1, [0, 0, 0, 1, 0x41])];
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(3, 5),
            Prop.ForAll<int, byte, int>((at, value, cut) =>
            {
                var bytes = whole[..(whole.Length - ((int)((uint)cut % 8)))];
                bytes[(int)((uint)at % (uint)bytes.Length)] = value;
                try
                {
                    AvcConfiguration? configuration = null;
                    foreach (var tag in ReadAllAsync(bytes).GetAwaiter().GetResult())
                    {
                        configuration = tag.Kind == FlvTagKind.Configuration ? new(tag.Data) : configuration;
                        configuration?.ToAnnexB(tag.Data, tag.IsKey);
                    }
                }
                catch (NativeException)
                {
                    // The sentence.
                }
            }));
    }

    [Fact]
    public void A_key_frame_carries_the_parameter_sets_and_start_codes_stand_in_place_of_lengths()
    {
        var configuration = new AvcConfiguration(Record);
        Assert.Equal("avc1.42c01e", configuration.Codec);
        byte[] picture = [0, 0, 0, 3, 0x65, 1, 2, 0, 0, 0, 1, 0x06];
        byte[] plain = [0, 0, 0, 1, 0x65, 1, 2, 0, 0, 0, 1, 0x06];
        Assert.Equal(plain, configuration.ToAnnexB(picture, isKey: false));
        Assert.Equal(
            [0, 0, 0, 1, 0x67, 66, 0xC0, 30, 0, 0, 0, 1, 0x68, 0xCE, .. plain], configuration.ToAnnexB(picture, isKey: true));
    }

    [Fact]
    public void Lengths_of_one_and_two_bytes_are_read_too()
    {
        foreach (var (size, picture) in new[] { (1, new byte[] { 2, 0x65, 1 }), (2, [0, 2, 0x65, 1]) })
        {
            byte[] record = [.. Record];
            record[4] = (byte)(0xFC | (size - 1));
            Assert.Equal([0, 0, 0, 1, 0x65, 1], new AvcConfiguration(record).ToAnnexB(picture, isKey: false));
        }
    }

    [Fact]
    public void Lengths_that_point_beyond_the_end_are_refused()
    {
        var configuration = new AvcConfiguration(Record);
        Assert.Throws<NativeException>(() => configuration.ToAnnexB([0, 0, 0, 9, 1], isKey: false));
        Assert.Throws<NativeException>(() => configuration.ToAnnexB([0xFF, 0xFF, 0xFF, 0xFF, 1], isKey: false));
        Assert.Throws<NativeException>(() => configuration.ToAnnexB([0, 0], isKey: false));
        for (var length = 0; length < Record.Length; length++)
        {
            Assert.Throws<NativeException>(() => new AvcConfiguration(Record.AsSpan(0, length)));
        }
    }

    private static byte[] Head() => [.. "FLV"u8, 1, 1, 0, 0, 0, 9, 0, 0, 0, 0];

    private static byte[] Video(uint time, byte frame, byte kind, byte[] data) => Tag(9, time, [frame, kind, 0, 0, 0, .. data]);

    private static byte[] Tag(byte type, uint time, byte[] body) =>
    [
        type, 0, 0, (byte)body.Length, (byte)(time >> 16), (byte)(time >> 8), (byte)time, (byte)(time >> 24), 0, 0, 0,
        .. body, 0, 0, 0, (byte)(body.Length + 11),
    ];

    private static async Task<List<FlvTag>> ReadAllAsync(byte[] bytes)
    {
        var reader = new FlvReader(new MemoryStream(bytes));
        var tags = new List<FlvTag>();
        while (await reader.ReadAsync(Token) is { } tag)
        {
            tags.Add(tag);
        }

        return tags;
    }
}
