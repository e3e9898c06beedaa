"""Security configurations."""

KEY = "arn:aws:kms:eu-central-1:000000000000:key/one"


def test_a_security_configuration_is_created_listed_and_deleted(lake):
    glue = lake.glue
    encryption = {
        "S3Encryption": [{"S3EncryptionMode": "SSE-KMS", "KmsKeyArn": KEY}],
        "CloudWatchEncryption": {"CloudWatchEncryptionMode": "SSE-KMS", "KmsKeyArn": KEY},
        "JobBookmarksEncryption": {"JobBookmarksEncryptionMode": "CSE-KMS", "KmsKeyArn": KEY},
        "DataQualityEncryption": {"DataQualityEncryptionMode": "DISABLED"},
    }
    created = glue.create_security_configuration(Name="a", EncryptionConfiguration=encryption)
    assert created["Name"] == "a" and created["CreatedTimestamp"]
    glue.create_security_configuration(Name="b", EncryptionConfiguration={})
    found = glue.get_security_configuration(Name="a")["SecurityConfiguration"]
    assert found["EncryptionConfiguration"] == encryption and found["CreatedTimeStamp"]
    page = glue.get_security_configurations(MaxResults=1)
    rest = glue.get_security_configurations(NextToken=page["NextToken"])
    assert [each["Name"] for each in page["SecurityConfigurations"] + rest["SecurityConfigurations"]] == ["a", "b"]
    lake.refused("AlreadyExistsException", glue.create_security_configuration, Name="a", EncryptionConfiguration={})
    glue.delete_security_configuration(Name="a")
    lake.refused("EntityNotFoundException", glue.get_security_configuration, Name="a")
    lake.refused("EntityNotFoundException", glue.delete_security_configuration, Name="a")


def test_a_mode_that_needs_a_key_is_refused_without_one(lake):
    lake.refused(
        "InvalidInputException",
        lake.glue.create_security_configuration,
        Name="a",
        EncryptionConfiguration={"S3Encryption": [{"S3EncryptionMode": "SSE-KMS"}]},
    )
