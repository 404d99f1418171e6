using CallQuality.Storage;
using CallQuality.Storage.Recordings;

namespace CallQuality.Tests.Storage;

public class BucketAddressTests
{
    [TestCase("s3://calls", "calls", "")]
    [TestCase("s3://calls/", "calls", "")]
    [TestCase("S3://calls/north/2026/", "calls", "north/2026/")]
    public void Parse_Bucket_LeavesTheRestToTheSdk(string text, string bucket, string prefix)
    {
        var address = BucketAddress.Parse(text);

        Assert.That((address.Bucket, address.Prefix, address.Endpoint, address.Region, address.IsPathStyle), Is.EqualTo((bucket, prefix, (Uri?)null, (string?)null, false)));
        Assert.That(address.ToString(), Is.EqualTo($"s3://{bucket}/{prefix}"));
    }

    [TestCase("s3://calls/x?endpoint=https%3A%2F%2Fminio%3A9000&region=north", true)]
    [TestCase("s3://calls/x?region=north&endpoint=https://minio:9000&pathStyle=false", false)]
    public void Parse_Settings_AreTaken(string text, bool isPathStyle)
    {
        var address = BucketAddress.Parse(text);

        Assert.That((address.Endpoint, address.Region, address.IsPathStyle), Is.EqualTo((new Uri("https://minio:9000"), "north", isPathStyle)));
    }

    [TestCase("s3://", "bucket")]
    [TestCase("s3:///prefix", "bucket")]
    [TestCase("s3://calls?endpoint=minio", "endpoint")]
    [TestCase("s3://calls?endpoint=https://key:word@minio", "endpoint")]
    [TestCase("s3://calls?key=AKIA", "key")]
    [TestCase("s3://calls?region=", "region")]
    [TestCase("s3://calls?region=a&region=b", "region")]
    [TestCase("s3://calls?pathStyle=perhaps", "pathStyle")]
    public void Parse_WrongSetting_IsNamedAndItsValueIsNot(string text, string part) =>
        Assert.That(() => BucketAddress.Parse(text), Throws.TypeOf<DatabaseException>().With.Message.Contains($"'{part}'").And.Message.Not.Contain("AKIA").And.Message.Not.Contain("word@"));

    [TestCase("recordings", false)]
    [TestCase("/srv/s3/calls", false)]
    [TestCase("s3://calls", true)]
    public void IsMeant_Text_IsABucketOnlyWithItsScheme(string text, bool isBucket) => Assert.That(BucketAddress.IsMeant(text), Is.EqualTo(isBucket));
}
