select name, phone from contact where wo_ref = 1
