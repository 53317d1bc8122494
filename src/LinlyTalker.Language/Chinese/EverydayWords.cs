namespace LinlyTalker.Language.Chinese;

/// <summary>
/// Words of everyday speech that the tables lack or give without their neutral tones (after Xiandai Hanyu Cidian).
/// </summary>
internal static class EverydayWords
{
    private const string Table = """
        东西 dōng xi; 东西方 dōng xī fāng; 东西南北 dōng xī nán běi; 月亮 yuè liang; 太阳 tài yang; 上面 shàng mian;
        下面 xià mian; 外面 wài mian; 里面 lǐ mian; 前面 qián mian; 后面 hòu mian; 知道 zhī dao; 明白 míng bai;
        舒服 shū fu; 麻烦 má fan; 告诉 gào su; 商量 shāng liang; 收拾 shōu shi; 关系 guān xi; 没关系 méi guān xi;
        时候 shí hou; 客气 kè qi; 清楚 qīng chu; 事情 shì qing; 护士 hù shi; 名字 míng zi; 意思 yì si; 地方 dì fang;
        生意 shēng yi; 姑娘 gū niang; 骨头 gǔ tou; 木头 mù tou; 点心 diǎn xin; 葡萄 pú tao; 萝卜 luó bo; 头发 tóu fa;
        力气 lì qi; 脾气 pí qi; 钥匙 yào shi; 热闹 rè nao; 凉快 liáng kuai; 聪明 cōng ming; 厉害 lì hai; 马虎 mǎ hu;
        糊涂 hú tu; 脑袋 nǎo dai; 朝阳 zhāo yáng; 朝阳区 cháo yáng qū; 朝阳门 cháo yáng mén; 三更 sān gēng; 地址 dì zhǐ;
        雨伞 yǔ sǎn; 得到 dé dào; 得意 dé yì; 我们 wǒ men; 你们 nǐ men; 他们 tā men; 她们 tā men; 咱们 zán men; 人们 rén men
        """;

    /// <summary>Each word and the readings of its characters.</summary>
    public static IEnumerable<(string Word, string[] Readings)> All { get; } =
        Table.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(e => e.Split(' ')).Select(e => (e[0], e[1..])).ToList();
}
